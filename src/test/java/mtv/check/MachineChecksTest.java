package mtv.check;

import mtv.check.compare.Comparison;
import mtv.model.TargetPowerState;
import mtv.names.ExpectedName;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static mtv.check.Sample.GIB;
import static mtv.check.Sample.asked;
import static mtv.check.Sample.from;
import static mtv.check.Sample.having;
import static mtv.check.Sample.told;
import static mtv.check.Sample.vm;

/** What a VM is: each thing that is wrong with it is found by one check, which says what it found. */
public class MachineChecksTest {

    private static final Map<String, String> ANSWERS = SampleRecord.visit().answers();

    @DataProvider
    public Object[][] place() {
        return Fault.rows(
                new Fault<>(
                        vm().withDestination(Optional.empty()),
                        "existence",
                        "existence",
                        "VM target/web",
                        "no such VM"),
                new Fault<>(
                        vm().withDestination(Optional.empty()).withElsewhere("other"),
                        "existence",
                        "existence",
                        "VM target/web",
                        "a VM in other"),
                new Fault<>(
                        asked(e -> e.withName(new ExpectedName("web-", 4))),
                        "vm-name",
                        "VM name",
                        "web- followed by 4 random characters",
                        "web"),
                new Fault<>(vm().withAfter(Optional.of(Sample.source())), "source-power", "source power", "off", "on"),
                new Fault<>(
                        having(v -> v.withPrintableStatus("Stopped")),
                        "power-state",
                        "power state",
                        "Running",
                        "Stopped"),
                new Fault<>(
                        having(v -> v.withPrintableStatus("")), "power-state", "power state", "Running", "no status"),
                new Fault<>(
                        having(v -> v.withPrintableStatus("CrashLoopBackOff")),
                        "power-state",
                        "power state",
                        "Running",
                        "CrashLoopBackOff"),
                new Fault<>(from(s -> s.withPower(told(false))), "power-state", "power state", "Stopped", "Running"),
                new Fault<>(
                        from(s -> s.withPower(told(false)))
                                .withDestination(Optional.of(Sample.migrated().withPrintableStatus("Paused"))),
                        "power-state",
                        "power state",
                        "Stopped",
                        "Paused"),
                new Fault<>(
                        asked(e -> e.withVm(e.vm().withTargetPowerState(TargetPowerState.OFF))),
                        "power-state",
                        "power state",
                        "Stopped",
                        "Running"),
                new Fault<>(
                        asked(e -> e.withPlan(e.plan().withTargetPowerState(TargetPowerState.OFF))),
                        "power-state",
                        "power state",
                        "Stopped",
                        "Running"));
    }

    private static Comparison entered(DestinationVm.Visit visit) {
        return having(v -> v.withGuest(Optional.of(Sample.guest(visit))));
    }

    /** A visit to a guest that is, it seems, also that of another VM. */
    private static DestinationVm.Visit twin() {
        DestinationVm.Visit web = DestinationVm.Visit.letIn("root", told("b-1"), ANSWERS);
        return web.among(Map.of(
                "web",
                web,
                "mail",
                DestinationVm.Visit.letIn("admin", told("b-1"), Map.of()),
                "db",
                DestinationVm.Visit.letIn("root", told("b-2"), Map.of()),
                "away",
                DestinationVm.Visit.refused("root", "closed")));
    }

    @DataProvider
    public Object[][] guest() {
        return Fault.rows(
                new Fault<>(
                        vm().withAfter(Optional.of(off().withSnapshots(told(Set.of("s-2"))))),
                        "snapshots",
                        "snapshots",
                        "[s-1]",
                        "[s-2]"),
                new Fault<>(
                        vm().withAfter(Optional.of(off().withSnapshots(told(Set.of())))),
                        "snapshots",
                        "snapshots",
                        "[s-1]",
                        "[]"),
                new Fault<>(
                        having(v -> v.withAgentConnected(false)),
                        "guest-agent",
                        "guest agent",
                        "connected",
                        "not connected"),
                new Fault<>(
                        having(v -> v.withGuest(Optional.of(new DestinationVm.Guest(
                                "Microsoft Windows", v.guest().orElseThrow().addresses())))),
                        "guest-os",
                        "guest OS",
                        "Linux: rhel9_64Guest",
                        "Microsoft Windows"),
                new Fault<>(
                        entered(DestinationVm.Visit.refused("root", "not with this one")),
                        "ssh-login",
                        "SSH login",
                        "root is let in",
                        "not with this one"),
                new Fault<>(entered(twin()), "boot-id", "boot id", "one of its own", "b-1, told by mail too"),
                new Fault<>(
                        entered(DestinationVm.Visit.letIn("root", Fact.unknown("command not found"), ANSWERS)),
                        "boot-id",
                        "boot id",
                        "one of its own",
                        "nothing"),
                new Fault<>(
                        having(v -> v.withGuest(
                                Optional.of(new DestinationVm.Guest("Linux", Set.of("192.0.2.1", "198.51.100.9"))))),
                        "guest-addresses",
                        "addresses",
                        "[192.0.2.1, 198.51.100.9, 2001:db8::1]",
                        "[192.0.2.1, 198.51.100.9]"),
                new Fault<>(
                        having(v -> v.withLabels(
                                Map.of("plan", "plan-uid", "migration", "migration-uid", "guestConverted", "true"))),
                        "labels",
                        "label vmID",
                        "vm-1",
                        "none"),
                new Fault<>(
                        having(v -> v.withLabels(Sample.MARKS)),
                        "converted-label",
                        "label guestConverted",
                        "true",
                        "none"),
                new Fault<>(
                        having(v -> v.withTemplateLabels(Map.of("team", "a"))),
                        "template-labels",
                        "template label app",
                        "web",
                        "none"),
                new Fault<>(
                        having(v -> v.withTemplateLabels(Map.of("app", "web", "team", "b"))),
                        "template-labels",
                        "template label team",
                        "a",
                        "b"),
                new Fault<>(
                        having(v -> v.withNodeSelector(Map.of())), "node-selector", "node selector zone", "b", "none"));
    }

    @DataProvider
    public Object[][] machine() {
        return Fault.rows(
                new Fault<>(having(v -> v.withThreads(told(2))), "cpu-threads", "CPU threads per core", "1", "2"),
                new Fault<>(
                        having(v -> v.withCpuModel(Fact.unknown("cpu.model"))),
                        "cpu-model",
                        "CPU model",
                        "Haswell",
                        "nothing"),
                new Fault<>(having(v -> v.withMemoryBytes(told(4L << 20))), "memory", "memory", "4096 MiB", "4 MiB"),
                new Fault<>(
                        having(v -> v.withMemoryLimit(told(4 * GIB - 1))),
                        "memory-limit",
                        "memory limit",
                        "at least 4096 MiB",
                        "4294967295 bytes"),
                new Fault<>(having(v -> v.withHugepages(told("2Mi"))), "hugepages", "hugepages", "none", "2Mi"),
                new Fault<>(having(v -> v.withBootloader(told("bios"))), "bootloader", "bootloader", "efi", "bios"),
                new Fault<>(having(v -> v.withSmm(told(false))), "smm", "SMM", "true", "false"),
                new Fault<>(having(v -> v.withTpm(told(true))), "tpm", "TPM", "false", "true"),
                new Fault<>(having(v -> v.withMachineType(told("pc"))), "machine-type", "machine type", "q35", "pc"),
                new Fault<>(
                        having(v -> v.withFirmwareUuid(told("u-2"))), "firmware-uuid", "firmware uuid", "u-1", "u-2"),
                new Fault<>(
                        having(v -> v.withSerial(told("x"))),
                        "serial",
                        "serial",
                        "vmware-42 10 c0 de 00 00 40 00-80 00 00 00 00 00 a0 01",
                        "x"),
                new Fault<>(
                        asked(e -> e.withVmwareSerial(told(false))),
                        "serial",
                        "serial",
                        "4210c0de-0000-4000-8000-00000000a001",
                        "vmware-42 10 c0 de 00 00 40 00-80 00 00 00 00 00 a0 01"),
                new Fault<>(having(v -> v.withClock(Fact.unknown("clock"))), "clock", "clock", "utc", "nothing"),
                new Fault<>(
                        having(v -> v.withInstanceType(told("large"))),
                        "instance-type",
                        "instance type",
                        "none",
                        "large"),
                new Fault<>(
                        asked(e -> e.withVm(e.vm().withInstanceType("large"))),
                        "instance-type",
                        "instance type",
                        "large",
                        "nothing"),
                new Fault<>(
                        having(v -> v.withPreference(told("fedora"))), "preference", "preference", "rhel", "fedora"));
    }

    @Test(dataProvider = "place")
    public void oneFaultOfPlaceIsOneDifference(Fault<Comparison> fault) {
        fault.isTheOnlyDifference(Checked.differences(fault.facts()), "web");
    }

    @Test(dataProvider = "guest")
    public void oneFaultOfGuestIsOneDifference(Fault<Comparison> fault) {
        fault.isTheOnlyDifference(Checked.differences(fault.facts()), "web");
    }

    @Test(dataProvider = "machine")
    public void oneFaultOfMachineIsOneDifference(Fault<Comparison> fault) {
        fault.isTheOnlyDifference(Checked.differences(fault.facts()), "web");
    }

    private static SourceVm off() {
        return Sample.source().withPower(told(false));
    }
}
