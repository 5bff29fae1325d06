package mtv.check;

import mtv.check.compare.Finding;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunLog;
import mtv.model.PipelineStep;
import mtv.model.Plan;
import mtv.model.Progress;
import mtv.model.Snapshot;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import mtv.vm.VmPower;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static mtv.check.SampleRun.at;
import static mtv.check.SampleRun.condition;
import static mtv.check.SampleRun.copies;
import static mtv.check.SampleRun.copy;
import static mtv.check.SampleRun.ended;
import static mtv.check.SampleRun.log;
import static mtv.check.SampleRun.status;
import static mtv.check.SampleRun.steps;
import static mtv.check.SampleRun.transfer;
import static mtv.check.SampleRun.warm;
import static org.assertj.core.api.Assertions.assertThat;

/** VMs that were canceled, Plans that ran again, and the copies of warm VMs. */
public class CancelAndRerunTest {

    private static final SourceVm SOURCE = SampleVm.source();

    private static VmStatus canceled() {
        return status().withConditions(List.of(condition("Canceled", "Advisory")));
    }

    private static RunFacts canceled(Optional<SourceVm> after, VmStatus status, String... left) {
        return warm().withMigration(SampleRun.migration(status))
                .withWarm(Optional.empty())
                .withPlan(SampleRun.plan("migration-uid", "Canceled"))
                .withCanceled(List.of(new RunFacts.Canceled(SOURCE, after, status, List.of(left))));
    }

    @Test
    public void aVmThatIsAsItWasIsNoDifference() {
        assertThat(CheckRunner.differences(canceled(Optional.of(SOURCE), canceled())))
                .isEmpty();
        assertThat(CheckRunner.run(canceled(Optional.of(SOURCE), canceled())))
                .filteredOn(f -> f.check().startsWith("cancel"))
                .extracting(f -> f.verdict().words())
                .containsOnly("the same");
    }

    @DataProvider
    public Object[][] faults() {
        SourceVm off = SOURCE.withPower(Fact.of(VmPower.OFF, "powerState"));
        RunFacts again = warm().withEarlier(Map.of("vm-1", status().withStarted(at(-9))));
        RunFacts other = warm();
        Snapshot last = other.plan().getStatus().migration().history().get(0);
        other.plan()
                .setStatus(other.plan()
                        .getStatus()
                        .withMigration(other.plan()
                                .getStatus()
                                .migration()
                                .withHistory(List.of(last.withMap(
                                        new Snapshot.SnapshotMaps(SampleRun.ref("old"), SampleRun.ref("storages")))))));
        return new Object[][] {
            {
                canceled(Optional.of(SOURCE), status()),
                "web: outcome expected Canceled (cancel of the Migration)"
                        + ", but was not Canceled (conditions of the VM in the Migration)"
            },
            {
                canceled(Optional.of(SOURCE), canceled().withCompleted(null)),
                "web: end expected a time (rule of MTV), but was none (completed of the VM in the Migration)"
            },
            {
                canceled(Optional.of(off), canceled()),
                "web: source power expected on (the source before), but was off (the source after)"
            },
            {
                canceled(Optional.of(SOURCE), canceled(), "DataVolume target/d"),
                "web: objects left expected [] (deleteVmOnFailMigration of the Plan), but was [DataVolume target/d]"
                        + " (mark vmID, on the destination)"
            },
            {
                again,
                "web: start of the migration expected " + at(-9) + " (the run in which it succeeded), but was " + at(0)
                        + " (started of the VM in the Migration)"
            },
            {
                other,
                "Plan plan: NetworkMap of the last run expected ns/networks (the Plan), but was ns/old"
                        + " (history of the Plan)"
            },
            {
                ended(vm -> vm.withWarm(copies().withFailures(2))),
                "web: failed copies expected 0 (warm migration), but was 2 (warm.failures)"
            },
            {
                warm().withWarm(Optional.of(
                                new RunFacts.Warm(at(0).plusSeconds(59), Duration.ofMinutes(2), Duration.ZERO)))
                        .withWarm(Optional.of(new RunFacts.Warm(at(0), Duration.ofMinutes(2), Duration.ofSeconds(59)))),
                "web: start of the first copy expected before the cutover, " + at(0).plusSeconds(59)
                        + " at the latest (cutover of the Migration), but was " + at(1)
                        + " (start of the first of warm.precopies)"
            },
        };
    }

    @Test(dataProvider = "faults")
    public void whatIsWrongIsSaid(RunFacts run, String difference) {
        assertThat(CheckRunner.differences(run)).extracting(Finding::toString).contains(difference);
    }

    @Test
    public void aSourceThatIsSuspendedIsNotOff() {
        SourceVm off = SOURCE.withPower(Fact.of(VmPower.OFF, "powerState"));
        SourceVm suspended = SOURCE.withPower(Fact.of(VmPower.NEITHER, "powerState suspended"));
        assertThat(CheckRunner.differences(canceled(Optional.empty(), canceled())
                        .withCanceled(
                                List.of(new RunFacts.Canceled(off, Optional.of(suspended), canceled(), List.of())))))
                .extracting(Finding::toString)
                .containsExactly("web: source power expected off (the source before),"
                        + " but was neither on nor off (the source after)");
    }

    @Test
    public void aVmWhosePowerNobodyTellsIsNotCompared() {
        assertThat(CheckRunner.run(canceled(Optional.empty(), canceled())))
                .extracting(Finding::toString)
                .contains("web: source power not comparable: the inventory does not tell it");
        SourceVm file = SOURCE.withPower(Fact.unknown("a file"));
        assertThat(CheckRunner.run(canceled(Optional.of(SOURCE), canceled())
                        .withCanceled(
                                List.of(new RunFacts.Canceled(file, Optional.of(SOURCE), canceled(), List.of())))))
                .extracting(Finding::toString)
                .contains("web: source power not comparable: the inventory does not tell it");
    }

    @Test
    public void aVmThatKeptItsStartWasNotMigratedAgain() {
        assertThat(CheckRunner.differences(warm().withEarlier(Map.of("vm-1", status(), "vm-2", status()))))
                .isEmpty();
    }

    @Test
    public void theLastCopyIsOfASnapshotOfItsOwn() {
        WarmStatus repeated = new WarmStatus(
                2,
                0,
                0,
                at(10),
                List.of(copy("s-1", at(1), at(5)), copy("s-2", at(7), at(8)), copy("s-1", at(9), null)));
        assertThat(CheckRunner.differences(ended(vm -> vm.withWarm(repeated))))
                .extracting(Finding::check)
                .containsExactly("final-delta");
    }

    @Test
    public void aCopyEndsWhenItsDisksDo() {
        PipelineStep half = transfer(50, "Running").withProgress(new Progress(50, 100));
        assertThat(CheckRunner.differences(
                        warm().withLog(log(SampleRun.waiting(1, at(7)).withPipeline(steps(half))))))
                .extracting(Finding::toString)
                .containsExactly("web: copied at the end of copy 1 expected Completed, 100 MiB (total of step"
                        + " DiskTransfer), but was Running, 50 MiB (step DiskTransfer)");
        WarmStatus open = new WarmStatus(
                2,
                0,
                0,
                at(10),
                List.of(copy("s-1", at(1), at(5)), copy("s-2", at(7), null), copy("s-3", at(9), null)));
        assertThat(CheckRunner.differences(ended(vm -> vm.withWarm(open))))
                .extracting(Finding::toString)
                .containsExactly("web: end of copy 2 expected a time (warm migration), but was none (warm.precopies)");
    }

    @Test
    public void theLogKeepsWhoSucceeded() {
        RunLog log = new RunLog();
        log.saw(new Plan());
        log.saw(SampleRun.plan("migration-uid", "Succeeded"));
        assertThat(log.succeeded()).isEmpty();
        Plan plan = SampleRun.plan("migration-uid", "Failed");
        plan.setStatus(plan.getStatus()
                .withMigration(plan.getStatus()
                        .migration()
                        .withVms(List.of(status(), canceled().withId("vm-2")))));
        log.saw(plan);
        assertThat(log.succeeded()).containsExactly(status());
    }
}
