package mtv.sandbox.mtv.run;

import io.fabric8.kubernetes.api.model.Pod;
import mtv.model.PlanSpec;
import mtv.sandbox.mtv.build.Labels;
import mtv.sandbox.mtv.build.Pods;
import mtv.sandbox.mtv.runtime.Conditions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is done to the guest by helper pods, and the machine in between. */
final class GuestPhases {

    private GuestPhases() {}

    static void inspect(VmRun vm) {
        vm.work();
        Optional<Pod> pod = vm.target().pod(vm.id(), Pods.Use.INSPECTION);
        if (pod.isEmpty()) {
            create(vm, Pods.Use.INSPECTION, List.of());
        } else if (isIn(pod.get(), "Succeeded")) {
            vm.advance();
        } else if (isIn(pod.get(), "Failed")) {
            vm.fail("VM guest inspection failed");
        }
    }

    static void createConversionPod(VmRun vm) {
        vm.work();
        if (!vm.route().is(Trait.V2V)) {
            vm.edit(status -> status.withDisksCopied(true));
        }
        if (vm.target().pod(vm.id(), Pods.Use.CONVERSION).isEmpty()) {
            List<String> claims = vm.volumes().of(vm).stream()
                    .map(claim -> claim.getMetadata().getName())
                    .toList();
            create(vm, Pods.Use.CONVERSION, claims);
        }
        vm.advance();
    }

    /**
     * One pod converts and, on the own cluster, copies: its end closes the step of either phase. On vSphere the first
     * copied bytes close the conversion already.
     */
    static void convert(VmRun vm) {
        vm.work();
        Optional<Pod> pod = vm.target().pod(vm.id(), Pods.Use.CONVERSION);
        String phase = pod.map(GuestPhases::phase).orElse("Gone");
        switch (phase) {
            case "Succeeded" -> {
                vm.edit(status -> status.withFirmware(vm.source().firmware())
                        .withOperatingSystem(vm.source().guestId()));
                closeStep(vm);
            }
            case "Failed" -> vm.stop("Guest conversion failed. See pod logs for details.");
            case "Gone" -> vm.stop("Guest conversion pod not found");
            case "Running" -> copying(vm, pod.orElseThrow());
            default -> {
                // in its own time
            }
        }
    }

    private static void closeStep(VmRun vm) {
        vm.editStep(step -> Steps.completed(Steps.full(step), vm.now()));
        vm.advance();
    }

    /** The pod tells how much of each disk it has copied. */
    private static void copying(VmRun vm, Pod pod) {
        if (!vm.route().is(Trait.V2V)) {
            return;
        }
        long percent = Pods.progress(pod);
        if (vm.phase() == Phase.CopyDisksVirtV2V) {
            vm.editStep(step -> Steps.atPercent(step, percent));
        } else if (percent > 0 && vm.route().is(Trait.VSPHERE)) {
            closeStep(vm);
        }
    }

    static void waitForReboots(VmRun vm) {
        vm.work();
        Optional<Pod> pod = vm.target().pod(vm.id(), Pods.Use.REBOOT_WATCH);
        if (pod.isEmpty()) {
            create(vm, Pods.Use.REBOOT_WATCH, List.of());
        } else if (isIn(pod.get(), "Succeeded")) {
            vm.advance();
        } else if (isIn(pod.get(), "Failed")) {
            vm.set(Conditions.warning("WaitForGuestReboots", null, "The guest's reboots were not seen; going on.")
                    .withDurable(true));
            vm.advance();
        }
    }

    private static void create(VmRun vm, Pods.Use use, List<String> claims) {
        PlanSpec plan = vm.pass().spec();
        List<Map<String, String>> volumes = new ArrayList<>();
        claims.forEach(claim -> volumes.add(Map.of("name", "vol-" + volumes.size(), "claim", claim)));
        if (plan.conversionTempStorageClass() != null) {
            volumes.add(Map.of("name", "conversion-temp-storage"));
        }
        Map<String, String> labels = new TreeMap<>();
        if (use != Pods.Use.REBOOT_WATCH && plan.convertorLabels() != null) {
            labels.putAll(plan.convertorLabels());
        }
        labels.putAll(Labels.with(vm.pass().labels().vm(vm.id()), Labels.APP, use.app()));
        Map<String, Object> facts = new HashMap<>(Map.of(
                "use",
                use,
                "plan",
                plan,
                "labels",
                labels,
                "volumes",
                volumes,
                "own",
                plan.convertorAffinity() != null));
        facts.put("prefix", use.prefix(vm.pass().plan().getMetadata().getName(), vm.id()));
        facts.put("annotations", vm.pass().transferNetwork());
        facts.put("serviceAccount", vm.pass().serviceAccount());
        facts.put("environment", Conversion.environment(vm));
        vm.target().create("helper-pod", facts);
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
