package mtv.sandbox.mtv.run;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import mtv.sandbox.mtv.build.Pods;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.source.SimVm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is done to the guest by helper pods, and the machine in between. */
final class GuestPhases {

    private final Pass pass;

    GuestPhases(Pass pass) {
        this.pass = pass;
    }

    Map<Phase, Consumer<VmRun>> actions() {
        return Map.of(
                Phase.PreflightInspection, this::inspect,
                Phase.CreateGuestConversionPod, this::createConversionPod,
                Phase.ConvertGuest, this::convert,
                Phase.CopyDisksVirtV2V, this::convert,
                Phase.WaitForGuestReboots, this::waitForReboots);
    }

    private void inspect(VmRun vm) {
        vm.work();
        Optional<Pod> pod = pass.target().pod(vm.id(), Pods.Use.INSPECTION);
        if (pod.isEmpty()) {
            create(vm, Pods.Use.INSPECTION, List.of());
        } else if (isIn(pod.get(), "Succeeded")) {
            vm.advance();
        } else if (isIn(pod.get(), "Failed")) {
            vm.fail("VM guest inspection failed");
        }
    }

    private void createConversionPod(VmRun vm) {
        vm.work();
        if (!vm.route().is(Trait.V2V)) {
            vm.edit(status -> status.withDisksCopied(true));
        }
        if (pass.target().pod(vm.id(), Pods.Use.CONVERSION).isEmpty()) {
            List<String> claims = vm.claims(pass.target().volumes()).stream()
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
    private void convert(VmRun vm) {
        vm.work();
        Optional<Pod> pod = pass.target().pod(vm.id(), Pods.Use.CONVERSION);
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

    private void waitForReboots(VmRun vm) {
        vm.work();
        Optional<Pod> pod = pass.target().pod(vm.id(), Pods.Use.REBOOT_WATCH);
        if (pod.isEmpty()) {
            create(vm, Pods.Use.REBOOT_WATCH, List.of());
        } else if (isIn(pod.get(), "Succeeded")) {
            vm.advance();
        } else if (isIn(pod.get(), "Failed")) {
            vm.set(Conditions.warn("WaitForGuestReboots", null, "The guest's reboots were not seen; going on.")
                    .withDurable(true));
            vm.advance();
        }
    }

    private void create(VmRun vm, Pods.Use use, List<String> claims) {
        List<EnvVar> environment = new ArrayList<>(List.of(
                // "1": CDI has copied the disks, so that only the guest is left to change
                new EnvVar("V2V_inPlace", vm.route().is(Trait.V2V) ? "0" : "1", null),
                new EnvVar("V2V_vmName", vm.source().name(), null),
                new EnvVar("V2V_NewName", vm.targetName(), null),
                new EnvVar("V2V_source", vm.route().is(Trait.VSPHERE) ? "vSphere" : "ova", null),
                new EnvVar("V2V_fingerprint", pass.source().getStatus().fingerprint(), null)));
        if (vm.route().is(Trait.VSPHERE) && !Boolean.FALSE.equals(pass.spec().preserveStaticIPs())) {
            environment.add(new EnvVar("V2V_staticIPs", staticAddresses(vm.source()), null));
        }
        String prefix = Pods.prefix(pass.plan().getMetadata().getName(), vm.id());
        pass.target()
                .create(Pods.pod(
                        new Pods.Helper(use, prefix, pass.labels().vm(vm.id()), claims), environment, pass.spec()));
    }

    /** Those that somebody has set up: a guest that has leased its addresses leases others (inferred). */
    private static String staticAddresses(SimVm vm) {
        return vm.addresses().stream()
                .filter(address -> "manual".equals(address.origin()))
                .map(address -> "%s:ip:%s,%s,%d%s"
                        .formatted(
                                address.mac(),
                                address.ip(),
                                address.gateway(),
                                address.prefix(),
                                address.dns().stream().map(","::concat).collect(Collectors.joining())))
                .collect(Collectors.joining("_"));
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
