package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.EqualFacts;
import mtv.check.compare.Findings;
import mtv.check.compare.VmFacts;
import mtv.vm.Fact;
import mtv.vm.MachineOptions;
import mtv.vm.SourceType;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a VM has beyond its size, disks and NICs. */
final class OptionChecks {

    private OptionChecks() {}

    static List<Check<VmFacts>> ofVm() {
        return List.of(
                new Check<>(
                        "cpu-features",
                        "The CPU features that the VM names, with their policies: flags of oVirt's custom model, and"
                                + " nested virtualization as the Plan or vSphere has it. A guest that runs machines"
                                + " itself needs them.",
                        (vm, findings) -> findings.equal(
                                "CPU features",
                                vm.unlessSized(features(vm)),
                                vm.actual().options().cpuFeatures()),
                        "VirtualMachine:/spec/template/spec/domain/cpu/features/*/*"),
                new Check<>(
                        "cpu-placement",
                        "Whether the VM has CPUs of the host to itself, for its own CPUs and for the emulator. Guests"
                                + " with real-time work miss their deadlines without them.",
                        OptionChecks::placement,
                        "VirtualMachine:/spec/template/spec/domain/cpu/dedicatedCpuPlacement",
                        "VirtualMachine:/spec/template/spec/domain/cpu/isolateEmulatorThread"),
                new Check<>(
                        "tpm-state",
                        "Whether the TPM keeps its content when the VM stops, where there is one. A disk whose key is"
                                + " in the TPM is lost with it.",
                        OptionChecks::tpm,
                        "VirtualMachine:/spec/template/spec/domain/devices/tpm/persistent"),
                new Check<>(
                        "inputs",
                        "The input devices: MTV gives a tablet to each VM. Without it the pointer of a console does"
                                + " not follow the user's.",
                        (vm, findings) -> findings.equal(
                                "input devices",
                                vm.expected().compatible()
                                        ? Fact.of(List.of("tablet on usb"), "useCompatibilityMode of the Plan")
                                        : vm.source().options().inputs(),
                                vm.actual().options().inputs()),
                        "VirtualMachine:/spec/template/spec/domain/devices/inputs/*/type",
                        "VirtualMachine:/spec/template/spec/domain/devices/inputs/*/bus"),
                new Check<>(
                        "graphics",
                        "The graphics device, which a VM has unless its source has none. Without it there is no"
                                + " console.",
                        ofOption("graphics device", MachineOptions::graphics),
                        "VirtualMachine:/spec/template/spec/domain/devices/autoattachGraphicsDevice"),
                new Check<>(
                        "rng",
                        "The random number generator, where the source VM has one that MTV takes over. A guest without"
                                + " it waits for randomness when it starts.",
                        ofOption("random number generator", MachineOptions::rng),
                        "VirtualMachine:/spec/template/spec/domain/devices/rng"),
                new Check<>(
                        "nic-queues",
                        "Several queues for each NIC, where the source VM has them and MTV takes them over. With one"
                                + " queue a NIC keeps one CPU busy.",
                        ofOption("NICs with several queues", MachineOptions::multiQueue),
                        "VirtualMachine:/spec/template/spec/domain/devices/networkInterfaceMultiqueue"));
    }

    private static <T> Check.Rule<VmFacts> ofOption(String property, Function<MachineOptions, Fact<T>> option) {
        return EqualFacts.ofVm(property, vm -> option.apply(vm.options()), vm -> option.apply(vm.options()));
    }

    /** The VM's own wish beats the Plan's, and both beat the source. */
    private static Fact<Map<String, String>> features(VmFacts vm) {
        Fact<Map<String, String>> ofSource = vm.source().options().cpuFeatures();
        Boolean own = vm.expected().vm().enableNestedVirtualization();
        Boolean nested = own == null ? vm.expected().plan().enableNestedVirtualization() : own;
        if (nested == null || vm.expected().source() == SourceType.OPENSHIFT || !ofSource.isKnown()) {
            return ofSource;
        }
        Map<String, String> features = new TreeMap<>(ofSource.get());
        List.of("vmx", "svm").forEach(feature -> features.put(feature, nested ? "optional" : "disable"));
        return Fact.of(features, "enableNestedVirtualization of the Plan");
    }

    private static void placement(VmFacts vm, Findings findings) {
        MachineOptions source = vm.source().options();
        MachineOptions actual = vm.actual().options();
        findings.equal("dedicated CPUs", vm.unlessSized(source.dedicatedCpus()), actual.dedicatedCpus());
        findings.equal(
                "dedicated CPU of the emulator", vm.unlessSized(source.isolatedEmulator()), actual.isolatedEmulator());
    }

    /** A TPM that is lost, or that nobody had, is reported by the check tpm. */
    private static void tpm(VmFacts vm, Findings findings) {
        String property = "TPM keeps its content";
        if (!vm.source().tpm().value().orElse(true)) {
            findings.notComparable(property, "the source VM has no TPM");
        } else if (!vm.actual().tpm().value().orElse(true)) {
            findings.notComparable(property, "the migrated VM has no TPM");
        } else {
            findings.equal(
                    property,
                    vm.source().options().persistentTpm(),
                    vm.actual().options().persistentTpm());
        }
    }
}
