package mtv.check;

import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunLog;
import mtv.model.Migration;
import mtv.model.PipelineTask;
import mtv.model.Progress;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;
import mtv.vm.Fact;
import mtv.vm.FoundObject;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static mtv.check.SampleRun.at;
import static mtv.check.SampleRun.copies;
import static mtv.check.SampleRun.copy;
import static mtv.check.SampleRun.ended;
import static mtv.check.SampleRun.found;
import static mtv.check.SampleRun.log;
import static mtv.check.SampleRun.machine;
import static mtv.check.SampleRun.status;
import static mtv.check.SampleRun.steps;
import static mtv.check.SampleRun.transfer;
import static mtv.check.SampleRun.waiting;
import static mtv.check.SampleRun.warm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A good run has no difference, and what is not so simple as one fault. */
public class RunChecksTest {

    @Test
    public void aGoodRunHasNoDifference() {
        assertThat(CheckRunner.differences(warm())).isEmpty();
        assertThat(CheckRunner.differences(warm().withWarm(Optional.empty()).withArchived(Optional.empty())))
                .isEmpty();
    }

    @Test
    public void theReportTellsHowLongItTook() {
        assertThat(CheckRunner.run(warm()))
                .extracting(Finding::toString)
                .contains("web: duration is PT12M (started and completed, in the Migration)");
    }

    @Test
    public void aVmThatWasMadeTwiceIsFound() {
        FoundObject again = found(FoundObject.VM, "target", "web-x7k2", SampleVm.MARKS, "");
        assertThat(CheckRunner.differences(
                        warm().withFound(List.of(machine(), again)).withArchived(Optional.empty())))
                .singleElement()
                .hasToString("web: migrated VMs expected one (the Plan), but was [VirtualMachine target/web,"
                        + " VirtualMachine target/web-x7k2] (label vmID, on all clusters)");
    }

    @Test
    public void aVmOfBeforeOrOfAnotherPlanIsExplained() {
        FoundObject older = new FoundObject("", FoundObject.VM, "target", "old", Map.of(), "", SampleVm.told(at(-1)));
        FoundObject others = found(FoundObject.VM, "target", "x", Map.of("plan", "other", "vmID", "vm-9"), "");
        assertThat(CheckRunner.differences(warm().withVmsInNamespace(List.of(older, others))))
                .isEmpty();
    }

    @Test
    public void progressMayBeginAnewOnlyInARoundOfCopies() {
        RunFacts rounds = warm().withLog(log(progress(100), progress(30), progress(100)));
        assertThat(CheckRunner.differences(rounds)).isEmpty();
        PipelineTask disk = transfer(100, "Completed").tasks().get(0).withAnnotations(Map.of("unit", "MB"));
        VmStatus cold = status().withPipeline(steps(transfer(100, "Completed").withTasks(List.of(disk))));
        assertThat(CheckRunner.differences(rounds.withMigration(SampleRun.migration(cold))))
                .extracting(Finding::property, f -> f.actual().text())
                .containsExactly(tuple("progress of step DiskTransfer", "[100, 30]"));
        assertThat(CheckRunner.differences(warm().withLog(log(progress(10), progress(10), progress(11)))
                        .withMigration(SampleRun.migration(cold))))
                .isEmpty();
    }

    @Test
    public void aStepWithoutAUnitNeedNotReachItsTotal() {
        assertThat(CheckRunner.differences(ended(vm -> vm.withPipeline(
                        steps(transfer(0, "Completed").withAnnotations(null).withProgress(new Progress(0, 1)))))))
                .isEmpty();
    }

    @Test
    public void theNextCopyDoesNotBeginBeforeItsTime() {
        WarmStatus early = new WarmStatus(
                2,
                0,
                0,
                at(9),
                List.of(copy("s-1", at(1), at(5)), copy("s-2", at(6), at(7)), copy("s-3", at(9), null)));
        assertThat(CheckRunner.differences(ended(vm -> vm.withWarm(early))))
                .extracting(
                        Finding::property,
                        f -> f.expected().text(),
                        f -> f.actual().text())
                .containsExactly(tuple("start of copy 2", "not before " + at(7), at(6).toString()));
        assertThat(CheckRunner.differences(warm().withLog(log(waiting(1, at(7).plusSeconds(2))))))
                .isEmpty();
    }

    @Test
    public void aWarmRunWithoutALastCopyIsFoundByAllThatNeedIt() {
        RunFacts without = ended(vm ->
                vm.withWarm(new WarmStatus(1, 0, 0, at(7), copies().precopies().subList(0, 1))));
        assertThat(checks(without)).containsExactly("precopies", "cutover", "final-delta");
        RunFacts finished = ended(vm ->
                vm.withWarm(new WarmStatus(2, 0, 0, at(7), copies().precopies().subList(0, 2))));
        assertThat(checks(finished)).containsExactly("precopies", "cutover", "final-delta");
        RunFacts only = ended(vm -> vm.withWarm(new WarmStatus(0, 0, 0, null, List.of(copy("s-1", at(9), null)))));
        assertThat(checks(only)).containsExactly("precopies", "cutover", "final-delta");
        assertThat(checks(ended(vm -> vm.withWarm(null))))
                .containsExactly(
                        "precopies",
                        "precopy-interval",
                        "cutover",
                        "final-delta",
                        "precopy-complete",
                        "precopy-failures");
    }

    @Test
    public void theCutoverMayWaitForTheCopyUnderWay() {
        Instant late = at(9).plusSeconds(60);
        RunFacts held = ended(vm -> vm.withWarm(
                        new WarmStatus(1, 0, 0, at(7), List.of(copy("s-1", at(1), at(9)), copy("s-2", late, null)))))
                .withWarm(warm().warm().map(w -> new RunFacts.Warm(at(3), w.interval(), w.lateness())))
                .withLog(log());
        assertThat(CheckRunner.differences(held)).isEmpty();
        assertThat(CheckRunner.differences(held.withWarm(
                        warm().warm().map(w -> new RunFacts.Warm(late.plusSeconds(1), w.interval(), w.lateness())))))
                .as("rounded to the second")
                .isEmpty();
        assertThat(checks(held.withWarm(
                        warm().warm().map(w -> new RunFacts.Warm(late.plusSeconds(2), w.interval(), w.lateness())))))
                .containsExactly("cutover");
    }

    @Test
    public void aColdRunHasNoCopiesAndSaysSo() {
        assertThat(CheckRunner.run(warm().withWarm(Optional.empty())))
                .filteredOn(f -> f.is(Verdict.NOT_COMPARABLE))
                .extracting(Finding::toString)
                .containsExactly(
                        "Plan plan: precopies not comparable: the migration is cold",
                        "Plan plan: precopy interval not comparable: the migration is cold",
                        "Plan plan: cutover not comparable: the migration is cold",
                        "Plan plan: final delta not comparable: the migration is cold",
                        "Plan plan: copied not comparable: the migration is cold",
                        "Plan plan: failed copies not comparable: the migration is cold",
                        "Plan plan: outcome not comparable: the scenario cancels no VM",
                        "Plan plan: source power not comparable: the scenario cancels no VM",
                        "Plan plan: objects left not comparable: the scenario cancels no VM",
                        "Plan plan: earlier run not comparable: no VM had succeeded in one",
                        "Plan plan: Plan not comparable: there is none to look at",
                        "Plan plan: Migration not comparable: there is none to look at",
                        "Plan plan: NetworkMap, StorageMap not comparable: there is none to look at",
                        "Plan plan: SourceProvider, DestinationProvider not comparable: there is none to look at");
    }

    @Test
    public void aProviderThatDoesNotTellIsNotComparable() {
        assertThat(CheckRunner.run(
                        warm().withTls(List.of(new RunFacts.Tls("p", true, "true", Fact.unknown("silent"))))))
                .filteredOn(f -> f.check().equals("provider-tls"))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.SAME, Verdict.NOT_COMPARABLE);
    }

    @Test
    public void theLogKeepsEachStateOnce() {
        RunLog log = log(status(), status(), progress(10), status());
        assertThat(log.of("vm-1")).hasSize(3);
        assertThat(log.of("vm-2")).isEmpty();
        log.saw(new Migration());
        assertThat(log.of("vm-1")).hasSize(3);
    }

    private static VmStatus progress(long completed) {
        return status().withPipeline(steps(transfer(completed, "Running")));
    }

    private static FoundObject pod(String app, String phase) {
        return found(FoundObject.POD, "target", "p", Map.of("forklift.app", app), phase);
    }

    private static FoundObject stray() {
        return new FoundObject(
                "the hub https://hub", FoundObject.VM, "target", "web", Map.of(), "", SampleVm.told(at(11)));
    }

    private static List<String> checks(RunFacts run) {
        return CheckRunner.differences(run).stream()
                .map(Finding::check)
                .distinct()
                .toList();
    }
}
