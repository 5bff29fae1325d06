package mtv.check;

import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.GuestCommands;
import mtv.check.compare.VmFacts;
import mtv.model.HookRef;
import mtv.model.ObjectRef;
import mtv.model.PipelineStep;
import mtv.model.Progress;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.recording;
import static mtv.check.SampleVm.told;
import static mtv.check.SampleVm.vm;
import static mtv.check.SampleVmStatus.step;
import static mtv.check.SampleVmStatus.task;
import static org.assertj.core.api.Assertions.assertThat;

/** What MTV recorded of a VM, and what its guest's shell tells. */
public class RecordChecksTest {

    static final List<HookRef> HOOKS = List.of(
            new HookRef(new ObjectRef("before", "ns"), "PreHook"),
            new HookRef(new ObjectRef("after", "ns"), "PostHook"));

    @DataProvider
    public Object[][] faults() {
        String gateways = "[192.0.2.254, 2001:db8::fe]";
        return FaultCase.rows(
                new FaultCase<>(
                        recording(r -> r.withPipeline(List.of(
                                step("Initialize", 0),
                                step("DiskTransfer", 1),
                                step("ImageConversion", 0),
                                step("VirtualMachineCreation", 0)))),
                        "disk-tasks",
                        "tasks of step DiskTransfer",
                        "2",
                        "1"),
                new FaultCase<>(
                        recording(r -> r.withPipeline(List.of(
                                step("Initialize", 0),
                                step("DiskTransfer", 0),
                                step("ImageConversion", 0),
                                step("VirtualMachineCreation", 0)))),
                        "disk-tasks",
                        "tasks of step DiskTransfer",
                        "2",
                        "0"),
                new FaultCase<>(
                        recording(r -> r.withPipeline(List.of(
                                step("Initialize", 0),
                                step("DiskTransfer", 2).withTasks(Collections.nCopies(2, task(10240))),
                                step("ImageConversion", 0),
                                step("VirtualMachineCreation", 0)))),
                        "disk-tasks",
                        "sizes of the tasks of step DiskTransfer",
                        "10240, 5120 MiB",
                        "10240, 10240 MiB"),
                new FaultCase<>(
                        recording(r -> r.withNewName("other")), "recorded-name", "recorded name", "web", "other"),
                new FaultCase<>(
                        having(v -> v.withSecondClaims(told(List.of("d0-again")))),
                        "stray-claims",
                        "second claims",
                        "[]",
                        "[d0-again]"),
                new FaultCase<>(
                        having(v -> SampleVm.volume(
                                v,
                                1,
                                d -> d.withMarks(Map.of(
                                        "plan",
                                        "plan-uid",
                                        "migration",
                                        "migration-uid",
                                        "vmID",
                                        "vm-1",
                                        "forklift.konveyor.io/disk-index",
                                        "0")))),
                        "disk-index",
                        "disk 1 ([ds-2] web/data.vmdk) index",
                        "1",
                        "0"),
                new FaultCase<>(
                        answering(GuestCommands.ROUTES_6, ""), "guest-gateway", "gateways", gateways, "[192.0.2.254]"),
                new FaultCase<>(
                        answering(GuestCommands.ROUTES, "default dev eth0"),
                        "guest-gateway",
                        "gateways",
                        gateways,
                        "[2001:db8::fe]"),
                new FaultCase<>(
                        answering(GuestCommands.NAME_SERVERS, "nameserver 192.0.2.54"),
                        "guest-dns",
                        "name servers",
                        "[192.0.2.53]",
                        "[192.0.2.54]"),
                new FaultCase<>(
                        answering("cat /root/marker", "41"), "guest-content", "answer to cat /root/marker", "42", "41"),
                new FaultCase<>(
                        answering("cat /root/marker", ""),
                        "guest-content",
                        "answer to cat /root/marker",
                        "42",
                        "nothing"),
                new FaultCase<>(
                        having(v -> v.withGuest(Optional.of(SampleVm.guest(
                                DestinationVm.Visit.letIn("root", told("b-1"), without("cat /root/marker")))))),
                        "guest-content",
                        "answer to cat /root/marker",
                        "42",
                        "no answer"),
                new FaultCase<>(
                        having(v -> v.withGuest(
                                v.guest().map(g -> new DestinationVm.Guest("FreeBSD 14", g.addresses(), g.visit())))),
                        "guest-os",
                        "guest OS",
                        "Linux: rhel9_64Guest",
                        "FreeBSD 14"),
                new FaultCase<>(
                        asked(x -> x.withStopped(true))
                                .withDestination(Optional.of(SampleVm.migrated().withRunStrategy(told("Halted")))),
                        "power-state",
                        "power state",
                        "Stopped",
                        "Running"));
    }

    private static Map<String, String> without(String command) {
        Map<String, String> answers = new HashMap<>(answers());
        answers.remove(command);
        return answers;
    }

    private static Map<String, String> answers() {
        return SampleVm.migrated().guest().orElseThrow().visit().get().answers();
    }

    private static VmFacts answering(String command, String answer) {
        Map<String, String> answers = new HashMap<>(answers());
        answers.put(command, answer);
        return having(
                v -> v.withGuest(Optional.of(SampleVm.guest(DestinationVm.Visit.letIn("root", told("b-1"), answers)))));
    }

    @Test(dataProvider = "faults")
    public void oneFaultIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    @Test
    public void aHookHasRunWhenItsStepSaysSo() {
        VmFacts hooked = asked(x -> x.withVm(x.vm().withHooks(HOOKS)));
        assertThat(of("hooks", hooked)).extracting(f -> f.actual().text()).containsExactly("0", "0");
        PipelineStep ran = step("PreHook", 0).withProgress(new Progress(1, 1));
        PipelineStep passedOver = step("PostHook", 0).withProgress(new Progress(0, 1));
        assertThat(of("hooks", hooked.withRecorded(SampleVmStatus.cold().withPipeline(List.of(ran, passedOver)))))
                .extracting(f -> f.property() + " " + f.verdict())
                .containsExactly("runs of PreHook SAME", "runs of PostHook DIFFERENT");
    }

    @DataProvider
    public Object[][] silent() {
        return new Object[][] {
            {vm(), "hooks", "the scenario has none"},
            {recording(r -> r.withNewName(null)), "recorded-name", "MTV records none"},
            {recording(r -> r.withNewName("")), "recorded-name", "MTV records none"},
            {vm(), "disk-index", "its claim has no number"},
            {having(v -> v.withGuest(Optional.empty())), "guest-content", "nobody logged in"},
            {asked(x -> x.withTells(Map.of())), "guest-content", "the scenario knows nothing of it"},
            {having(v -> v.withGuest(Optional.empty())), "guest-gateway", "nobody logged in"},
            {
                asked(x -> x.withPlan(x.plan().withPreserveStaticIPs(false))),
                "guest-gateway",
                "none is known, or no static address is to stay"
            },
            {
                asked(x -> x.withNetworks(Map.of("net-1", "pod", "net-2", "pod"))),
                "guest-dns",
                "none is known, or no static address is to stay"
            },
            {
                SampleVm.from(s -> s.withNameServers(told(Set.of()))),
                "guest-dns",
                "none is known, or no static address is to stay"
            },
            {SampleVm.from(s -> s.withGuestOs("windows2019")), "guest-gateway", "only Linux guests are asked"},
            {SampleVm.from(s -> s.withGuestOs("otherGuest")), "guest-os", "the source tells no known system"},
        };
    }

    @Test(dataProvider = "silent")
    public void whatCannotBeComparedSaysWhy(VmFacts vm, String check, String why) {
        assertThat(of(check, vm))
                .filteredOn(f -> f.is(Verdict.NOT_COMPARABLE))
                .extracting(Finding::note)
                .contains(why);
    }

    @Test
    public void sharedDisksThatStayBehindHaveNoTask() {
        VmFacts alone = SampleVm.from(s ->
                        s.withDisks(List.of(s.disks().get(0), s.disks().get(1).withShared(told(true)))))
                .withRecorded(SampleVmStatus.cold().withPipeline(List.of(step("DiskTransfer", 1))));
        assertThat(of("disk-tasks", alone)).allMatch(f -> f.is(Verdict.DIFFERENT));
        assertThat(of(
                        "disk-tasks",
                        alone.withExpected(alone.expected()
                                .withPlan(alone.expected().plan().withMigrateSharedDisks(false)))))
                .allMatch(f -> f.is(Verdict.SAME));
    }

    @Test
    public void aGuestIsAskedOnlyWhatIsLookedAt() {
        assertThat(GuestCommands.of(SampleVm.source(), true, Set.of("hostname")))
                .containsExactly(GuestCommands.NAME_SERVERS, "hostname", GuestCommands.ROUTES_6, GuestCommands.ROUTES);
        assertThat(GuestCommands.of(SampleVm.source(), false, Set.of("hostname")))
                .containsExactly("hostname");
        assertThat(GuestCommands.of(SampleVm.source().withGuestOs("windows11"), true, Set.of()))
                .isEmpty();
        assertThat(GuestCommands.of(
                        SampleVm.source().withGateways(told(Set.of())).withNameServers(Fact.unknown("none")),
                        true,
                        Set.of()))
                .isEmpty();
    }

    @Test
    public void systemsAreToldApartByFamily() {
        for (String told : List.of("CentOS Stream", "Ubuntu 24.04", "SLES", "Oracle Solaris")) {
            VmFacts vm = having(v ->
                    v.withGuest(v.guest().map(g -> new DestinationVm.Guest(told, g.addresses(), g.visit()))));
            assertThat(of("guest-os", vm))
                    .as(told)
                    .extracting(Finding::verdict)
                    .containsExactly(told.contains("Solaris") ? Verdict.DIFFERENT : Verdict.SAME);
        }
    }

    private static List<Finding> of(String check, VmFacts vm) {
        return CheckRunner.vm(vm).stream().filter(f -> f.check().equals(check)).toList();
    }
}
