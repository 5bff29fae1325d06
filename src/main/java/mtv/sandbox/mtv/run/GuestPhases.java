package mtv.sandbox.mtv.run;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import mtv.model.TargetPowerState;
import mtv.sandbox.mtv.build.Disks;
import mtv.sandbox.mtv.build.Pods;
import mtv.sandbox.mtv.build.VirtualMachines;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.source.SimVm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is done to the guest by helper pods, and the machine in between. */
final class GuestPhases {

    private static final String VMWARE_SERIAL_FROM = "4.20";

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
                Phase.CreateVM, this::createMachine,
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
        if (!vm.traits().v2vCopy()) {
            vm.edit(status -> status.withDisksCopied(true));
        }
        if (pass.target().pod(vm.id(), Pods.Use.CONVERSION).isEmpty()) {
            create(vm, Pods.Use.CONVERSION, claims(vm));
        }
        vm.advance();
    }

    /** One pod converts and, on the own cluster, copies: its end closes the step of either phase. */
    private void convert(VmRun vm) {
        vm.work();
        Optional<Pod> pod = pass.target().pod(vm.id(), Pods.Use.CONVERSION);
        String phase = pod.map(GuestPhases::phase).orElse("Gone");
        switch (phase) {
            case "Succeeded" -> {
                vm.edit(status -> status.withFirmware(vm.source().firmware())
                        .withOperatingSystem(vm.source().guestId()));
                vm.editStep(step -> Steps.completed(Steps.full(step), vm.now()));
                vm.advance();
            }
            case "Failed" -> stop(vm, "Guest conversion failed. See pod logs for details.");
            case "Gone" -> stop(vm, "Guest conversion pod not found");
            default -> {
                // in its own time
            }
        }
    }

    private static void stop(VmRun vm, String reason) {
        vm.editStep(step -> Steps.completed(step, vm.now()));
        vm.fail(reason);
    }

    private void createMachine(VmRun vm) {
        vm.work();
        List<String> claims = claims(vm);
        GenericKubernetesResource machine = VirtualMachines.build(new VirtualMachines.Blueprint(
                vm.targetName(),
                pass.spec().targetNamespace(),
                pass.labels().vm(vm.id()),
                pass.spec(),
                vm.wish(),
                vm.source(),
                claims,
                pass.mapping().attach(vm.source().nics()),
                serial(vm.source()),
                runStrategy(vm)));
        GenericKubernetesResource created = pass.target().createMachine(machine);
        claims.forEach(claim -> pass.target().giveClaim(claim, created));
        pass.target().deleteDataVolumes(vm.id());
        vm.advance();
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
        List<EnvVar> environment = List.of(
                // "1": CDI has copied the disks, so that only the guest is left to change
                new EnvVar("V2V_inPlace", vm.traits().v2vCopy() ? "0" : "1", null),
                new EnvVar("V2V_vmName", vm.source().name(), null),
                new EnvVar("V2V_NewName", vm.targetName(), null),
                new EnvVar("V2V_source", "vSphere", null),
                new EnvVar("V2V_fingerprint", pass.source().getStatus().fingerprint(), null));
        String prefix = Pods.prefix(pass.plan().getMetadata().getName(), vm.id());
        pass.target().create(Pods.pod(use, prefix, pass.labels().vm(vm.id()), environment, claims));
    }

    /** In the order of the disks' numbers. */
    private List<String> claims(VmRun vm) {
        List<GenericKubernetesResource> volumes = pass.target().dataVolumes(vm.id());
        return Disks.ordered(vm.source()).stream()
                .filter(disk -> pass.mapping().storage(disk).isPresent())
                .map(disk -> volumes.stream()
                        .filter(volume -> DiskPhases.disk(volume).equals(Disks.baseFile(disk.file())))
                        .findFirst()
                        .map(volume -> volume.getMetadata().getName())
                        .orElseThrow(() ->
                                new IllegalStateException("failed to find persistent volume for disk " + disk.file())))
                .toList();
    }

    private String serial(SimVm source) {
        boolean vmware = pass.settings().vmwareSerial()
                && pass.target()
                        .openShiftVersion()
                        .filter(version -> GuestPhases.atLeast(version, VMWARE_SERIAL_FROM))
                        .isPresent();
        return vmware ? VirtualMachines.vmwareSerial(source.uuid()) : source.uuid();
    }

    static boolean atLeast(String version, String wanted) {
        String[] have = version.split("[.-]");
        String[] want = wanted.split("\\.");
        int major = Integer.compare(Integer.parseInt(have[0]), Integer.parseInt(want[0]));
        return major > 0 || major == 0 && Integer.parseInt(have[1]) >= Integer.parseInt(want[1]);
    }

    /** As wished, else as the source was; a Windows guest has to run once to finish its conversion. */
    private String runStrategy(VmRun vm) {
        TargetPowerState power = Traits.power(pass.spec(), vm.wish());
        boolean on = power == TargetPowerState.ON
                || vm.traits().guestReboots()
                || power == TargetPowerState.AUTO && "On".equals(vm.status().restorePowerState());
        return on ? "Always" : "Halted";
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
