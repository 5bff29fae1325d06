package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.model.PipelineStep;
import mtv.model.PipelineTask;
import mtv.model.Progress;

import java.util.List;
import java.util.stream.IntStream;

/** Compares all progress that was seen of a step with what came before it, and with its total. */
final class StepProgress implements Rule<RunFacts> {

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.vms().forEach(vm -> {
            Findings ofVm = findings.about(vm);
            for (PipelineStep step : vm.steps()) {
                run.unreadable(vm, "/pipeline/" + vm.pipeline().indexOf(step) + "/progress")
                        .ifPresentOrElse(
                                why -> ofVm.notComparable("progress of step " + step.name(), why),
                                () -> compare(step, run.log().progressOf(vm.id(), step.name()), ofVm));
            }
        });
    }

    private static void compare(PipelineStep end, List<Progress> seen, Findings findings) {
        if (end.progress() == null || seen.isEmpty()) {
            findings.notComparable("progress of step " + end.name(), "none was seen during the run");
            return;
        }
        boolean monotone = IntStream.range(1, seen.size())
                .allMatch(i -> seen.get(i).completed() >= seen.get(i - 1).completed() || begunAnew(end, seen.get(i)));
        boolean within = seen.stream().allMatch(p -> p.completed() >= 0 && p.completed() <= p.total());
        findings.record(
                monotone && within,
                "progress of step " + end.name(),
                ReportedValue.of("rising to " + end.progress().total(), "total of the step in the Migration"),
                ReportedValue.of(seen.stream().map(Progress::completed).toList(), "seen during the run"));
        if (end.annotations() != null && end.annotations().containsKey("unit")) {
            findings.equal(
                    "last progress of step " + end.name(),
                    ReportedValue.of(end.progress().total(), "total of the step in the Migration"),
                    ReportedValue.of(end.progress().completed(), "completed of the step in the Migration"));
            if (end.progress().completed() == end.progress().total()) {
                compareTasks(end, findings);
            }
        }
    }

    private static void compareTasks(PipelineStep end, Findings findings) {
        List<Progress> tasks = end.tasks() == null
                ? List.of()
                : end.tasks().stream()
                        .filter(task -> task != null && task.progress() != null)
                        .map(PipelineTask::progress)
                        .toList();
        long total = tasks.stream().mapToLong(Progress::total).sum();
        findings.record(
                total == end.progress().total() && tasks.stream().allMatch(task -> task.completed() == task.total()),
                "last progress of the tasks of step " + end.name(),
                ReportedValue.of("together all of " + end.progress().total(), "total of the step in the Migration"),
                ReportedValue.of(tasks.stream().map(StepProgress::words).toList(), "tasks of the step"));
    }

    private static String words(Progress progress) {
        return progress.completed() + " of " + progress.total();
    }

    private static boolean begunAnew(PipelineStep step, Progress progress) {
        return progress.completed() < progress.total()
                && step.tasks() != null
                && step.tasks().stream()
                        .anyMatch(t -> t != null
                                && t.annotations() != null
                                && t.annotations().containsKey("Precopy"));
    }
}
