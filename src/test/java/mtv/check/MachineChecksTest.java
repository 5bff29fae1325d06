package mtv.check;

import mtv.check.compare.VmFacts;
import mtv.model.TagMapping;
import mtv.model.TargetPowerState;
import mtv.names.ExpectedName;
import mtv.vm.Fact;
import mtv.vm.MachineOptions;
import mtv.vm.VmPower;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static mtv.check.SampleVm.GIB;
import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.from;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.told;
import static mtv.check.SampleVm.vm;

/** What a VM is: each thing that is wrong with it is found by one check, which says what it found. */
public class MachineChecksTest {

    @DataProvider
    public Object[][] place() {
        return FaultCase.rows(
                new FaultCase<>(
                        vm().withDestination(Optional.empty()),
                        "existence",
                        "existence",
                        "VM target/web",
                        "no such VM"),
                new FaultCase<>(
                        vm().withDestination(Optional.empty()).withElsewhere("other"),
                        "existence",
                        "existence",
                        "VM target/web",
                        "a VM in other"),
                new FaultCase<>(
                        asked(e -> e.withName(new ExpectedName("web-", 4))),
                        "vm-name",
                        "VM name",
                        "web- followed by 4 random characters",
                        "web"),
                new FaultCase<>(
                        vm().withAfter(Optional.of(SampleVm.source())), "source-power", "source power", "off", "on"),
                new FaultCase<>(
                        vm().withAfter(Optional.of(SampleVm.source()
                                .withPower(VmPower.of(
                                        "suspended", "powerState", Set.of("poweredOn"), Set.of("poweredOff"))))),
                        "source-power",
                        "source power",
                        "off",
                        "neither on nor off"),
                new FaultCase<>(
                        having(v -> v.withPrintableStatus("Stopped")),
                        "power-state",
                        "power state",
                        "Running",
                        "Stopped"),
                new FaultCase<>(
                        having(v -> v.withPrintableStatus("")), "power-state", "power state", "Running", "no status"),
                new FaultCase<>(
                        having(v -> v.withPrintableStatus("CrashLoopBackOff")),
                        "power-state",
                        "power state",
                        "Running",
                        "CrashLoopBackOff"),
                new FaultCase<>(
                        halted(from(s -> s.withPower(told(VmPower.OFF)))),
                        "power-state",
                        "power state",
                        "Stopped",
                        "Running"),
                new FaultCase<>(
                        halted(from(s -> s.withPower(told(VmPower.OFF)))
                                .withDestination(Optional.of(SampleVm.migrated().withPrintableStatus("Paused")))),
                        "power-state",
                        "power state",
                        "Stopped",
                        "Paused"),
                new FaultCase<>(
                        halted(asked(e -> e.withVm(e.vm().withTargetPowerState(TargetPowerState.OFF)))),
                        "power-state",
                        "power state",
                        "Stopped",
                        "Running"),
                new FaultCase<>(
                        halted(asked(e -> e.withPlan(e.plan().withTargetPowerState(TargetPowerState.OFF)))),
                        "power-state",
                        "power state",
                        "Stopped",
                        "Running"),
                new FaultCase<>(
                        asked(e -> e.withMaxDowntime(Optional.of(Duration.ofSeconds(599)))),
                        "downtime",
                        "downtime",
                        "at most 599 s",
                        "600 s"),
                new FaultCase<>(
                        having(v -> v.withRunningSince(told(SampleVm.OFF.minusSeconds(1)))),
                        "downtime",
                        "downtime",
                        "a start after the stop",
                        "-1 s"),
                new FaultCase<>(
                        having(v -> v.withRunningSince(Fact.unreadable("it is soon, not a time"))),
                        "downtime",
                        "downtime",
                        "a start after the stop",
                        "unreadable"),
                new FaultCase<>(
                        having(v -> v.withRunStrategy(told("RerunOnFailure"))),
                        "run-strategy",
                        "run strategy",
                        "Always",
                        "RerunOnFailure"),
                new FaultCase<>(
                        having(v -> v.withRunStrategy(Fact.unknown("spec.runStrategy"))),
                        "run-strategy",
                        "run strategy",
                        "Always",
                        "nothing"));
    }

    /** A VM that KubeVirt would stop. */
    private static VmFacts halted(VmFacts vm) {
        return vm.withDestination(vm.destination().map(v -> v.withRunStrategy(told("Halted"))));
    }

    private static VmFacts option(UnaryOperator<MachineOptions> change) {
        return having(v -> v.withOptions(change.apply(v.options())));
    }

    @DataProvider
    public Object[][] options() {
        VmFacts secured =
                from(s -> s.withTpm(told(true)).withOptions(s.options().withPersistentTpm(told(true))));
        return FaultCase.rows(
                new FaultCase<>(
                        option(o -> o.withCpuFeatures(told(Map.of()))),
                        "cpu-features",
                        "CPU features",
                        "{svm=optional, vmx=optional}",
                        "{}"),
                new FaultCase<>(
                        asked(e -> e.withPlan(e.plan().withEnableNestedVirtualization(false))),
                        "cpu-features",
                        "CPU features",
                        "{svm=disable, vmx=disable}",
                        "{svm=optional, vmx=optional}"),
                new FaultCase<>(
                        asked(e -> e.withPlan(e.plan().withEnableNestedVirtualization(true))
                                .withVm(e.vm().withEnableNestedVirtualization(false))),
                        "cpu-features",
                        "CPU features",
                        "{svm=disable, vmx=disable}",
                        "{svm=optional, vmx=optional}"),
                new FaultCase<>(
                        option(o -> o.withDedicatedCpus(told(false))),
                        "cpu-placement",
                        "dedicated CPUs",
                        "true",
                        "false"),
                new FaultCase<>(
                        option(o -> o.withIsolatedEmulator(told(true))),
                        "cpu-placement",
                        "dedicated CPU of the emulator",
                        "false",
                        "true"),
                new FaultCase<>(
                        secured.withDestination(vm().destination().map(v -> v.withTpm(told(true)))),
                        "tpm-state",
                        "TPM keeps its content",
                        "true",
                        "false"),
                new FaultCase<>(
                        option(o -> o.withInputs(told(List.of("tablet on usb")))),
                        "inputs",
                        "input devices",
                        "[tablet on virtio]",
                        "[tablet on usb]"),
                new FaultCase<>(
                        option(o -> o.withGraphics(told(false))), "graphics", "graphics device", "true", "false"),
                new FaultCase<>(option(o -> o.withRng(told(false))), "rng", "random number generator", "true", "false"),
                new FaultCase<>(
                        option(o -> o.withMultiQueue(told(false))),
                        "nic-queues",
                        "NICs with several queues",
                        "true",
                        "false"),
                new FaultCase<>(
                        having(v -> v.withLabels(SampleVm.labelsWithout("vsphere.forklift.konveyor.io/Cost_Center"))),
                        "source-tags",
                        "label vsphere.forklift.konveyor.io/Cost_Center",
                        "R_D_42",
                        "none"),
                new FaultCase<>(
                        asked(e -> e.withPlan(e.plan().withTagMapping(new TagMapping(null, List.of("WEB")))))
                                .withDestination(Optional.of(SampleVm.migrated()
                                        .withLabels(SampleVm.labelsWithout("vsphere.forklift.konveyor.io/web")))),
                        "source-tags",
                        "label vsphere.forklift.konveyor.io/web",
                        "",
                        "none"),
                new FaultCase<>(
                        having(v -> v.withAnnotations(Map.of("vsphere.forklift.konveyor.io/Owner_Team", "b"))),
                        "source-tags",
                        "annotation vsphere.forklift.konveyor.io/Owner_Team",
                        "a & b",
                        "b"));
    }

    @Test(dataProvider = "options")
    public void oneFaultOfOptionsIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    @DataProvider
    public Object[][] machine() {
        return FaultCase.rows(
                new FaultCase<>(having(v -> v.withThreads(told(2))), "cpu-threads", "CPU threads per core", "1", "2"),
                new FaultCase<>(
                        having(v -> v.withCpuModel(Fact.unknown("cpu.model"))),
                        "cpu-model",
                        "CPU model",
                        "Haswell",
                        "nothing"),
                new FaultCase<>(
                        having(v -> v.withMemoryBytes(told(4L << 20))), "memory", "memory", "4096 MiB", "4 MiB"),
                new FaultCase<>(
                        having(v -> v.withMemoryLimit(told(4 * GIB - 1))),
                        "memory-limit",
                        "memory limit",
                        "at least 4096 MiB",
                        "4294967295 bytes"),
                new FaultCase<>(having(v -> v.withHugepages(told("2Mi"))), "hugepages", "hugepages", "none", "2Mi"),
                new FaultCase<>(having(v -> v.withBootloader(told("bios"))), "bootloader", "bootloader", "efi", "bios"),
                new FaultCase<>(having(v -> v.withSmm(told(false))), "smm", "SMM", "true", "false"),
                new FaultCase<>(having(v -> v.withTpm(told(true))), "tpm", "TPM", "false", "true"),
                new FaultCase<>(
                        having(v -> v.withMachineType(told("pc"))), "machine-type", "machine type", "q35", "pc"),
                new FaultCase<>(
                        having(v -> v.withFirmwareUuid(told("u-2"))), "firmware-uuid", "firmware uuid", "u-1", "u-2"),
                new FaultCase<>(
                        having(v -> v.withSerial(told("x"))),
                        "serial",
                        "serial",
                        "VMware-42 10 c0 de 00 00 40 00-80 00 00 00 00 00 a0 01",
                        "x"),
                new FaultCase<>(
                        asked(e -> e.withVmwareSerial(told(false))),
                        "serial",
                        "serial",
                        SampleVm.UUID,
                        "VMware-42 10 c0 de 00 00 40 00-80 00 00 00 00 00 a0 01"),
                new FaultCase<>(
                        having(v -> v.withClock(Fact.unknown("clock"))),
                        "clock",
                        "time zone",
                        "Europe/Berlin",
                        "nothing"),
                new FaultCase<>(
                        having(v -> v.withClock(told("{\"utc\":{}}"))),
                        "clock",
                        "time zone",
                        "Europe/Berlin",
                        "none: {\"utc\":{}}"),
                new FaultCase<>(
                        having(v -> v.withInstanceType(told("large"))),
                        "instance-type",
                        "instance type",
                        "none",
                        "large"),
                new FaultCase<>(
                        asked(e -> e.withVm(e.vm().withInstanceType("large"))),
                        "instance-type",
                        "instance type",
                        "large",
                        "nothing"),
                new FaultCase<>(
                        having(v -> v.withPreference(told("fedora"))), "preference", "preference", "rhel", "fedora"));
    }

    @Test(dataProvider = "place")
    public void oneFaultOfPlaceIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    @Test(dataProvider = "machine")
    public void oneFaultOfMachineIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }
}
