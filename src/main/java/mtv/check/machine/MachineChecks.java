package mtv.check.machine;

import mtv.check.compare.ByteCount;
import mtv.check.compare.CanonicalForm;
import mtv.check.compare.Check;
import mtv.check.compare.EqualFacts;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.stream.Stream;

/** Processors, memory, firmware, clock and boot disk of a VM. */
public final class MachineChecks {

    private MachineChecks() {}

    public static List<Check<VmFacts>> ofVm() {
        return Stream.of(ofHardware(), OptionChecks.ofVm())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Check<VmFacts>> ofHardware() {
        return List.of(
                new Check<>(
                        "cpus",
                        "The number of virtual CPUs, by the source's own count. Its sockets and cores may leave some"
                                + " over, which MTV loses.",
                        MachineChecks::cpus),
                new Check<>(
                        "cpu-sockets",
                        "The number of CPU sockets. Licences and guests count them, so an equal number of CPUs is not"
                                + " enough.",
                        EqualFacts.ofSizedVm("CPU sockets", SourceVm::sockets, DestinationVm::sockets),
                        "VirtualMachine:/spec/template/spec/domain/cpu/sockets"),
                new Check<>(
                        "cpu-cores",
                        "The number of CPU cores per socket. When sockets and cores are exchanged, the number of CPUs"
                                + " stays the same.",
                        EqualFacts.ofSizedVm("CPU cores per socket", SourceVm::cores, DestinationVm::cores),
                        "VirtualMachine:/spec/template/spec/domain/cpu/cores"),
                new Check<>(
                        "cpu-threads",
                        "The number of CPU threads per core. Only some source types know it.",
                        EqualFacts.ofSizedVm("CPU threads per core", SourceVm::threads, DestinationVm::threads),
                        "VirtualMachine:/spec/template/spec/domain/cpu/threads"),
                new Check<>(
                        "cpu-model",
                        "The CPU model, where the source VM names one. A guest may refuse to start on another model.",
                        EqualFacts.ofSizedVm("CPU model", SourceVm::cpuModel, DestinationVm::cpuModel),
                        "VirtualMachine:/spec/template/spec/domain/cpu/model"),
                new Check<>(
                        "memory",
                        "The size of the guest's memory, in bytes. The two sides may write it in different units.",
                        MachineChecks::memory,
                        "VirtualMachine:/spec/template/spec/domain/memory/guest"),
                new Check<>(
                        "memory-limit",
                        "The memory limit, which must not be below the guest's memory. Otherwise the VM is killed as"
                                + " soon as it uses what it has.",
                        MachineChecks::memoryLimit,
                        "VirtualMachine:/spec/template/spec/domain/resources/limits/memory"),
                new Check<>(
                        "hugepages",
                        "The request for huge pages, which MTV must not add. A node without huge pages never takes"
                                + " such a VM.",
                        MachineChecks::hugepages,
                        "VirtualMachine:/spec/template/spec/domain/memory/hugepages/pageSize"),
                new Check<>(
                        "bootloader",
                        "The firmware, BIOS or EFI. A guest starts only with the one that it was installed with.",
                        EqualFacts.ofVm("bootloader", SourceVm::bootloader, DestinationVm::bootloader),
                        "VirtualMachine:/spec/template/spec/domain/firmware/bootloader/bios",
                        "VirtualMachine:/spec/template/spec/domain/firmware/bootloader/efi"),
                new Check<>(
                        "secure-boot",
                        "Secure boot, on or off. Without it the guest may load boot code that nobody has signed.",
                        MachineChecks::secureBoot,
                        "VirtualMachine:/spec/template/spec/domain/firmware/bootloader/efi/secureBoot"),
                new Check<>(
                        "smm",
                        "System management mode, which must be on where secure boot is on. KubeVirt refuses secure"
                                + " boot without it.",
                        MachineChecks::systemManagementMode,
                        "VirtualMachine:/spec/template/spec/domain/features/smm/enabled",
                        "VirtualMachine:/spec/template/spec/domain/features/smm"),
                new Check<>(
                        "tpm",
                        "The presence of a TPM. A VM with BIOS does not start with one.",
                        EqualFacts.ofVm("TPM", SourceVm::tpm, DestinationVm::tpm),
                        "VirtualMachine:/spec/template/spec/domain/devices/tpm",
                        "VirtualMachine:/spec/template/spec/domain/devices/tpm/enabled"),
                new Check<>(
                        "machine-type",
                        "The machine type, where the source names one of KubeVirt's. For other sources MTV and"
                                + " KubeVirt choose it.",
                        EqualFacts.ofVm("machine type", SourceVm::machineType, DestinationVm::machineType),
                        "VirtualMachine:/spec/template/spec/domain/machine/type"),
                new Check<>(
                        "firmware-uuid",
                        "The UUID of the firmware. Licences are bound to it.",
                        (vm, findings) -> findings.equalIn(
                                CanonicalForm::uuid,
                                "firmware uuid",
                                vm.source().firmwareUuid(),
                                vm.actual().firmwareUuid()),
                        "VirtualMachine:/spec/template/spec/domain/firmware/uuid"),
                new Check<>(
                        "serial",
                        "The serial number of the firmware. From OpenShift 4.20 on, the serial of a vSphere VM is"
                                + " written as vSphere writes it.",
                        new FirmwareSerial(),
                        "VirtualMachine:/spec/template/spec/domain/firmware/serial"),
                new Check<>(
                        "clock",
                        "The clock's settings, where the source VM has some, and for vSphere the time zone of its host."
                                + " A guest in another time zone writes other times.",
                        new ClockSettings(),
                        "VirtualMachine:/spec/template/spec/domain/clock",
                        "VirtualMachine:/spec/template/spec/domain/clock/timezone",
                        "VirtualMachine:/spec/template/spec/domain/clock/utc/**",
                        "VirtualMachine:/spec/template/spec/domain/clock/timer/**"),
                new Check<>(
                        "instance-type",
                        "The instance type, which is the Plan's, or else the source VM's. It replaces CPU and memory"
                                + " of the VM.",
                        MachineChecks::instanceType,
                        "VirtualMachine:/spec/instancetype/name"),
                new Check<>(
                        "preference",
                        "The preference, where the source VM has one. It decides devices and clock.",
                        EqualFacts.ofVm("preference", SourceVm::preference, DestinationVm::preference),
                        "VirtualMachine:/spec/preference/name"),
                new Check<>(
                        "boot-order",
                        "The disk that the VM boots from. It is the Plan's rootDisk, else the source's boot disk, else"
                                + " the one that MTV's inspection finds, else the first.",
                        new BootOrder(),
                        "VirtualMachine:/spec/template/spec/domain/devices/disks/*/bootOrder"));
    }

    /** The property's name says when CPUs are left over that fill no socket: MTV is known to lose them. */
    private static void cpus(VmFacts vm, Findings findings) {
        if (isTheProduct(vm.source())) {
            findings.notComparable("CPUs", "sockets, cores and threads are compared each");
            return;
        }
        Fact<Integer> actual = vm.actual()
                .sockets()
                .and(vm.actual().cores(), (sockets, cores) -> sockets * cores)
                .and(vm.actual().threads(), (cpus, threads) -> cpus * threads);
        Fact<Integer> full = vm.source().cpus().and(vm.source().cores(), (cpus, cores) -> cpus / cores * cores);
        boolean lost = full.isKnown()
                && !full.equals(vm.source().cpus())
                && full.value().equals(actual.value());
        findings.equal(
                lost ? "CPUs with those that fill no socket" : "CPUs",
                vm.unlessSized(vm.source().cpus()),
                actual);
    }

    private static boolean isTheProduct(SourceVm vm) {
        return Stream.of(vm.cpus(), vm.sockets(), vm.cores(), vm.threads()).allMatch(Fact::isKnown)
                && vm.cpus().get()
                        == vm.sockets().get() * vm.cores().get() * vm.threads().get();
    }

    private static void memory(VmFacts vm, Findings findings) {
        findings.equal(
                "memory", vm.unlessSized(vm.source().memoryBytes()), vm.actual().memoryBytes(), ByteCount::words);
    }

    private static void memoryLimit(VmFacts vm, Findings findings) {
        Fact<Long> limit = vm.actual().memoryLimit();
        Fact<Long> memory = vm.actual().memoryBytes();
        if (limit.isKnown() && memory.isKnown()) {
            findings.record(
                    limit.get() >= memory.get(),
                    "memory limit",
                    ReportedValue.of("at least " + ByteCount.words(memory.get()), memory.origin()),
                    ReportedValue.of(limit.map(ByteCount::words)));
        } else if (limit.isKnown()) {
            findings.notComparable("memory limit", "the VM's own memory is not told, " + memory.origin());
        } else if (limit.unreadable()) {
            findings.unreadable("memory limit", memory.map(ByteCount::words), limit);
        } else {
            findings.equal(
                    "memory limit", ReportedValue.of("none", "rule of MTV"), ReportedValue.of("none", limit.origin()));
        }
    }

    private static void hugepages(VmFacts vm, Findings findings) {
        Fact<String> asked = vm.actual().hugepages();
        if (vm.expected().source() == SourceType.OPENSHIFT) {
            findings.notComparable("hugepages", "MTV reuses the specification of an OpenShift VM");
        } else if (asked.unreadable()) {
            findings.unreadable("hugepages", Fact.of("none", "rule of MTV"), asked);
        } else {
            findings.equal(
                    "hugepages",
                    ReportedValue.of("none", "rule of MTV"),
                    ReportedValue.of(asked.value().orElse("none"), asked.origin()));
        }
    }

    /** The property's name says when it is lost: for some sources that is a known deviation. */
    private static void secureBoot(VmFacts vm, Findings findings) {
        Fact<Boolean> actual = vm.actual().secureBoot();
        boolean lost = vm.source().secureBoot().value().orElse(false)
                && !actual.value().orElse(actual.unreadable());
        findings.equal(lost ? "secure boot kept" : "secure boot", vm.source().secureBoot(), actual);
    }

    private static void systemManagementMode(VmFacts vm, Findings findings) {
        Fact<Boolean> secure = vm.actual().secureBoot();
        if (secure.value().orElse(false)) {
            findings.equal(
                    "SMM", Fact.of(true, "secure boot needs it"), vm.actual().smm());
        } else {
            findings.notComparable("SMM", "the VM has no secure boot");
        }
    }

    private static void instanceType(VmFacts vm, Findings findings) {
        String property = "instance type";
        String asked = vm.expected().vm().instanceType();
        Fact<String> expected = asked == null ? vm.source().instanceType() : Fact.of(asked, "instanceType of the Plan");
        Fact<String> actual = vm.actual().instanceType();
        if (expected.isKnown() || actual.unreadable()) {
            findings.equal(property, expected, actual);
        } else {
            findings.record(
                    !actual.isKnown(),
                    property,
                    ReportedValue.of("none", "neither the Plan nor the source names one"),
                    ReportedValue.of(actual));
        }
    }
}
