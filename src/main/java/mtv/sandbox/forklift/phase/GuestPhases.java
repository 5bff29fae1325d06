package mtv.sandbox.forklift.phase;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import mtv.sandbox.forklift.build.HelperPods;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.itinerary.StepUpdates;
import mtv.sandbox.forklift.itinerary.VmTrait;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.Conversions;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The phases that inspect and convert the guest, and the wait for its reboots. */
final class GuestPhases {

    private GuestPhases() {}

    static void inspect(VmRun vm) {
        vm.work();
        if (vm.context().settings().conversionObjects()) {
            followInspection(vm);
            return;
        }
        Optional<Pod> pod = vm.target().pod(vm.id(), HelperPods.Use.INSPECTION);
        if (pod.isEmpty()) {
            new GuestConversions(vm).start(HelperPods.Use.INSPECTION);
        } else if (isIn(pod.get(), "Succeeded")) {
            vm.advance();
        } else if (isIn(pod.get(), "Failed")) {
            vm.fail("VM guest inspection failed");
        }
    }

    private static void followInspection(VmRun vm) {
        Optional<GenericKubernetesResource> inspection = new GuestConversions(vm).inspection();
        if (inspection.isEmpty()) {
            new GuestConversions(vm).inspect();
        } else if (Conversions.phase(inspection.get()).equals("Succeeded")) {
            vm.advance();
        } else if (Conversions.phase(inspection.get()).equals("Failed")) {
            vm.fail("Deep inspection failed.");
        }
    }

    static void createConversionPod(VmRun vm) {
        vm.work();
        if (!vm.itinerary().is(VmTrait.V2V)) {
            vm.edit(status -> status.withDisksCopied(true));
        }
        if (!vm.context().settings().conversionObjects()) {
            if (vm.target().pod(vm.id(), HelperPods.Use.CONVERSION).isEmpty()) {
                new GuestConversions(vm).start(HelperPods.Use.CONVERSION);
            }
            vm.advance();
        } else if (new GuestConversions(vm).guest().isPresent()) {
            vm.advance();
        } else {
            // the next pass finds it and moves on
            new GuestConversions(vm).convert();
        }
    }

    /**
     * Follows the conversion pod, which on MTV's own cluster also copies the disks. Its end completes the step of
     * either phase, and its first report about copying completes the conversion step.
     */
    static void convert(VmRun vm) {
        vm.work();
        Optional<Pod> pod = vm.target().pod(vm.id(), HelperPods.Use.CONVERSION);
        String phase = pod.map(GuestPhases::phase).orElse("Gone");
        switch (phase) {
            case "Succeeded" -> {
                learn(vm);
                closeStep(vm);
            }
            case "Failed" -> vm.stop("Guest conversion failed. See pod logs for details.");
            case "Gone" -> withoutPod(vm);
            case "Running" -> copying(vm, pod.orElseThrow());
            default -> {
                // nothing to do yet
            }
        }
    }

    /** Stores what virt-v2v found out about the guest. */
    private static void learn(VmRun vm) {
        boolean vsphere = vm.itinerary().is(VmTrait.VSPHERE);
        vm.edit(status -> status.withFirmware(
                        vsphere ? status.firmware() : vm.source().firmware())
                .withOperatingSystem(vsphere ? vm.source().guestId() : status.operatingSystem())
                .withDetectedBootDisk(0));
    }

    /** Handles a missing pod: the Conversion will create it, or says why it did not. */
    private static void withoutPod(VmRun vm) {
        if (!vm.context().settings().conversionObjects()) {
            vm.stop("Guest conversion pod not found");
            return;
        }
        new GuestConversions(vm).guest().ifPresent(conversion -> {
            String message = conversion.get("status", "message");
            switch (Conversions.phase(conversion)) {
                case "Succeeded" -> closeStep(vm);
                case "Failed" -> vm.stop(message == null ? "Guest conversion failed." : message);
                case "Canceled" -> vm.stop(message == null ? "Guest conversion was canceled." : message);
                default -> {
                    // nothing to do yet
                }
            }
        });
    }

    private static void closeStep(VmRun vm) {
        vm.editStep(step -> StepUpdates.completed(StepUpdates.full(step), vm.now()));
        vm.advance();
    }

    /** Stores the copy progress of each disk, which the pod reports once it copies. */
    private static void copying(VmRun vm, Pod pod) {
        OptionalLong percent = vm.itinerary().is(VmTrait.V2V) ? HelperPods.progress(pod) : OptionalLong.empty();
        if (percent.isEmpty()) {
            return;
        }
        if (vm.phase() == Phase.CopyDisksVirtV2V) {
            vm.editStep(step -> StepUpdates.atPercent(step, percent.getAsLong()));
            return;
        }
        // MTV updates a step without tasks only after the copy has made progress
        boolean full = percent.getAsLong() > 0 && vm.itinerary().is(VmTrait.VSPHERE);
        vm.editStep(step -> StepUpdates.completed(full ? StepUpdates.full(step) : step, vm.now()));
        vm.advance();
    }

    static void waitForReboots(VmRun vm) {
        vm.work();
        Optional<Pod> pod = vm.target().pod(vm.id(), HelperPods.Use.REBOOT_WATCH);
        if (pod.isEmpty()) {
            watchReboots(vm);
        } else if (isIn(pod.get(), "Succeeded")) {
            vm.advance();
        } else if (isIn(pod.get(), "Failed")) {
            vm.set(Conditions.warning("WaitForGuestReboots", null, "The guest's reboots were not seen; going on.")
                    .withDurable(true));
            vm.advance();
        }
    }

    private static void watchReboots(VmRun vm) {
        Map<String, String> labels = new TreeMap<>(vm.context().labels().vm(vm.id()));
        labels.putAll(Map.of(Labels.APP, HelperPods.Use.REBOOT_WATCH.app(), Labels.RESOURCE, "wait-for-reboot"));
        vm.target()
                .create(
                        "reboot-watch",
                        Map.of("labels", labels, "plan", vm.context().spec(), "machine", vm.targetName()));
    }

    private static boolean isIn(Pod pod, String phase) {
        return phase.equals(phase(pod));
    }

    private static String phase(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getPhase() == null
                ? "Pending"
                : pod.getStatus().getPhase();
    }
}
