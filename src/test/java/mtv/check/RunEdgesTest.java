package mtv.check;

import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunLog;
import mtv.model.PipelineStep;
import mtv.model.PipelineTask;
import mtv.model.Precopy;
import mtv.model.Progress;
import mtv.model.VmError;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;
import mtv.vm.Fact;
import mtv.vm.FoundObject;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static mtv.check.SampleRun.at;
import static mtv.check.SampleRun.copies;
import static mtv.check.SampleRun.copy;
import static mtv.check.SampleRun.done;
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

/** Of a run: what is only just wrong, what is only just right, and states that MTV writes on the way. */
public class RunEdgesTest {

    @DataProvider
    public Object[][] vms() {
        PipelineStep transferred = transfer(100, "Completed");
        return FaultCase.rows(
                new FaultCase<>(
                        ended(vm -> vm.withError(new VmError("CopyDisks", List.of("lost")))),
                        "steps-completed",
                        "error",
                        "none",
                        "[lost]"),
                new FaultCase<>(
                        ended(vm -> vm.withPipeline(steps(transferred.withCompleted(at(0))))),
                        "durations",
                        "duration of step DiskTransfer",
                        "an end after its start",
                        at(1) + " to " + at(0)),
                new FaultCase<>(
                        ended(vm -> vm.withStarted(null)),
                        "durations",
                        "duration",
                        "an end after its start",
                        "no start to " + at(12)),
                new FaultCase<>(
                        rising(new Progress(100, 100), new Progress(50, 50)),
                        "steps-progress",
                        "progress of step DiskTransfer",
                        "rising to 100",
                        "[100, 50]"),
                new FaultCase<>(
                        rising(transferred.tasks().get(0).withAnnotations(Map.of("unit", "MB")), 60, 30),
                        "steps-progress",
                        "progress of step DiskTransfer",
                        "rising to 100",
                        "[60, 30]"),
                new FaultCase<>(
                        rising(transferred.tasks().get(0).withAnnotations(null), 60, 30),
                        "steps-progress",
                        "progress of step DiskTransfer",
                        "rising to 100",
                        "[60, 30]"),
                new FaultCase<>(
                        ended(vm -> vm.withWarm(copied(copy("s-1", at(1), at(10)), copy("s-2", at(9), null)))),
                        "precopies",
                        "copies before the cutover",
                        "at least 1",
                        "0"));
    }

    @Test(dataProvider = "vms")
    public void whatIsOnlyJustWrongIsOneDifference(FaultCase<RunFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    @DataProvider
    public Object[][] sound() {
        PipelineStep untouched = done("PreHook", 0, 0).withStarted(null).withCompleted(null);
        PipelineStep sudden = done("PreHook", 5, 5);
        FoundObject conversion =
                found(FoundObject.POD, "target", "v2v", Map.of("forklift.app", "virt-v2v"), "Succeeded");
        return new Object[][] {
            {"a step that never began", ended(vm -> vm.withPipeline(steps(untouched, transfer(100, "Completed"))))},
            {"a step of no time", ended(vm -> vm.withPipeline(steps(sudden, transfer(100, "Completed"))))},
            {
                "a total that shrinks",
                rising(
                        transfer(100, "Completed").tasks().get(0).withAnnotations(null),
                        new Progress(10, 100),
                        new Progress(10, 90))
            },
            {
                "a copy that ends as the last begins",
                ended(vm -> vm.withWarm(copied(copy("s-1", at(1), at(9)), copy("s-2", at(9), null))))
            },
            {
                "claims of migrated VMs",
                warm().withFound(List.of(
                        machine(), conversion, found(FoundObject.CLAIM, "target", "d", Map.of(), "Bound")))
            },
        };
    }

    @Test(dataProvider = "sound")
    public void whatIsOnlyJustRightIsNoDifference(String what, RunFacts run) {
        assertThat(CheckRunner.differences(run)).as(what).isEmpty();
    }

    @Test
    public void whatIsOnAnotherClusterIsAMatterOfOneCheck() {
        FoundObject astray = new FoundObject(
                "the hub https://hub", FoundObject.CLAIM, "elsewhere", "d", Map.of(), "", SampleVm.told(at(11)));
        assertThat(CheckRunner.differences(warm().withFound(List.of(machine(), astray))))
                .extracting(Finding::check)
                .containsExactly("bystanders");
    }

    @Test
    public void aPlanThatIsNotArchivedSaysSo() {
        assertThat(CheckRunner.run(warm().withArchived(Optional.empty())))
                .filteredOn(f -> f.check().equals("archive"))
                .extracting(Finding::toString)
                .containsExactly("Plan plan: archive not comparable: the scenario does not archive the Plan");
    }

    @Test
    public void aWarmRunTellsItsCopies() {
        assertThat(CheckRunner.run(warm()))
                .filteredOn(f -> f.check().equals("final-delta"))
                .extracting(f -> f.expected().text(), f -> f.actual().text())
                .containsExactly(tuple(
                        "a last copy, of a snapshot after the others",
                        List.of(
                                        "s-1: " + at(1) + " to " + at(5),
                                        "s-2: " + at(7) + " to " + at(8),
                                        "s-3: " + at(9) + " to the end")
                                .toString()));
    }

    @Test
    public void statesWithoutAPipelineOrAProgressTellNothing() {
        RunLog log = log(
                status().withPipeline(null),
                status().withPipeline(steps(transfer(1, "Running").withProgress(null))),
                status().withPipeline(steps(transfer(7, "Running"))));
        assertThat(log.progressOf("vm-1", "DiskTransfer")).containsExactly(new Progress(7, 100));
    }

    @Test
    public void onlyAStateBetweenTwoCopiesTellsThePause() {
        Instant next = at(20);
        Precopy underWay = copy("s-2", at(7), null);
        RunLog log = log(
                status().withWarm(null),
                status().withWarm(new WarmStatus(0, 0, 0, next, null)),
                status().withWarm(new WarmStatus(0, 0, 0, next, List.of())),
                status().withWarm(copies().withNextPrecopyAt(null)),
                waiting(1, at(7)),
                status().withWarm(new WarmStatus(
                        1, 0, 0, next, List.of(copies().precopies().get(0), underWay))));
        assertThat(log.waiting("vm-1")).containsExactly(waiting(1, at(7)).warm());
    }

    @Test
    public void aProviderThatTellsIsHeldAgainstTheSettings() {
        assertThat(CheckRunner.run(
                        warm().withTls(List.of(new RunFacts.Tls("p", false, "false", Fact.of(false, "condition"))))))
                .filteredOn(f -> f.check().equals("provider-tls"))
                .allMatch(f -> f.is(Verdict.SAME))
                .extracting(Finding::toString)
                .containsExactly(
                        "Provider p: insecureSkipVerify is false (Secret of the Provider)",
                        "Provider p: certificates ignored is false (condition)");
    }

    private static WarmStatus copied(Precopy... all) {
        return new WarmStatus(all.length, 0, 0, at(10), List.of(all));
    }

    /** A transfer that showed these states, and whose rounds of copies begin anew. */
    private static RunFacts rising(Progress... seen) {
        return rising(transfer(100, "Completed").tasks().get(0), seen);
    }

    private static RunFacts rising(PipelineTask task, int first, int second) {
        return rising(task, new Progress(first, 100), new Progress(second, 100));
    }

    private static RunFacts rising(PipelineTask task, Progress... seen) {
        VmStatus[] states = Arrays.stream(seen)
                .map(progress ->
                        status().withPipeline(steps(transfer(0, "Running").withProgress(progress))))
                .toArray(VmStatus[]::new);
        return ended(vm -> vm.withPipeline(steps(transfer(100, "Completed").withTasks(List.of(task)))))
                .withLog(log(states));
    }
}
