package mtv.check;

import mtv.check.cancel.CancelChecks;
import mtv.check.compare.Check;
import mtv.check.compare.Finding;
import mtv.check.compare.RunFacts;
import mtv.check.compare.VmFacts;
import mtv.check.guest.GuestChecks;
import mtv.check.machine.MachineChecks;
import mtv.check.network.NetworkChecks;
import mtv.check.placement.PlacementChecks;
import mtv.check.run.RunChecks;
import mtv.check.storage.StorageChecks;
import mtv.check.warm.WarmChecks;
import mtv.check.whole.WholeChecks;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.from;
import static mtv.check.SampleVm.having;
import static org.assertj.core.api.Assertions.assertThat;

/** Which checks there are, and that none of them passes over what it looks at without a word. */
public class ChecksTest {

    /** They speak of each claim, label or cluster that there is, and of nothing where there is none. */
    private static final List<String> OF_WHAT_THERE_IS =
            List.of("claim-owner", "claim-marks", "labels", "conditions", "provider-tls");

    @Test
    public void allTopicsAreAmongTheChecksInTheirOrder() {
        List<Check<?>> parts = Stream.<List<? extends Check<?>>>of(
                        List.of(RunChecks.existence()),
                        RunChecks.ofVm(),
                        MachineChecks.ofVm(),
                        NetworkChecks.ofVm(),
                        GuestChecks.ofVm(),
                        StorageChecks.ofVm(),
                        PlacementChecks.ofVm(),
                        new WholeChecks(List.of()).ofVm(),
                        RunChecks.ofRun(),
                        WarmChecks.ofRun(),
                        CancelChecks.ofRun(),
                        new WholeChecks(List.of()).ofRun())
                .<Check<?>>flatMap(List::stream)
                .toList();
        assertThat(Checks.all()).extracting(Check::id).containsExactlyElementsOf(ids(parts));
        assertThat(Checks.ids()).hasSameSizeAs(parts);
    }

    @DataProvider
    public Object[][] vms() {
        return new Object[][] {
            {"as it should be", SampleVm.vm()},
            {"gone from the source", SampleVm.vm().withAfter(Optional.empty())},
            {
                "with claims that do not exist",
                having(v -> v.withDisks(v.disks().stream()
                        .map(disk -> disk.withVolume(Optional.empty()))
                        .toList()))
            },
            {"without guest", having(v -> v.withGuest(Optional.empty()))},
            {"of an appliance", asked(e -> e.withSource(SourceType.OVA))},
            {"of oVirt", asked(e -> e.withSource(SourceType.OVIRT))},
            {"of OpenStack", asked(e -> e.withSource(SourceType.OPENSTACK))},
            {"of OpenShift", asked(e -> e.withSource(SourceType.OPENSHIFT))},
            {"of Windows", from(s -> s.withGuestOs("windows2019srv_64Guest"))},
            {"of an earlier release", asked(e -> e.withMtv(Fact.of("2.8.0", "CSV")))},
            {
                "without wishes",
                asked(e -> e.withPlan(e.plan()
                        .withTargetLabels(null)
                        .withTargetNodeSelector(null)
                        .withPreserveStaticIPs(null)))
            },
            {"with another source", SampleVm.vm().withSource(SampleVm.source().withTpm(SampleVm.told(true)))},
        };
    }

    @Test(dataProvider = "vms")
    public void everyCheckOfAVmSaysSomething(String what, VmFacts vm) {
        List<Finding> findings = CheckRunner.of(List.of(vm)).findings();
        assertThat(spoken(findings)).as(what).containsAll(ids(allBut(OF_WHAT_THERE_IS)));
    }

    @DataProvider
    public Object[][] runs() {
        RunFacts warm = SampleRun.warm();
        return new Object[][] {
            {"as it should be", warm},
            {"cold", warm.withWarm(Optional.empty())},
            {"that left nothing", warm.withFound(List.of()).withVmsInNamespace(List.of())},
            {"without copies", SampleRun.ended(vm -> vm.withWarm(null))},
            {"that is not archived", warm.withArchived(Optional.empty())},
        };
    }

    @Test(dataProvider = "runs")
    public void everyCheckOfARunSaysSomething(String what, RunFacts run) {
        List<Finding> findings = CheckRunner.run(run);
        assertThat(spoken(findings))
                .as(what)
                .containsAll(ids(
                        Stream.<List<? extends Check<?>>>of(RunChecks.ofRun(), WarmChecks.ofRun(), CancelChecks.ofRun())
                                .<Check<?>>flatMap(List::stream)
                                .filter(check -> !OF_WHAT_THERE_IS.contains(check.id()))
                                .toList()));
    }

    private static List<Check<?>> allBut(List<String> silent) {
        return Checks.all().stream()
                .filter(check -> !silent.contains(check.id()))
                .toList();
    }

    private static List<String> ids(List<? extends Check<?>> checks) {
        return checks.stream().<String>map(Check::id).toList();
    }

    private static List<String> spoken(List<Finding> findings) {
        return findings.stream().map(Finding::check).distinct().toList();
    }
}
