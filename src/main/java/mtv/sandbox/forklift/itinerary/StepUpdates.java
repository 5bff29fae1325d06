package mtv.sandbox.forklift.itinerary;

import mtv.model.PipelineStep;
import mtv.model.PipelineTask;
import mtv.model.Progress;
import mtv.model.VmError;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The changes of a step or a task during a migration. All methods are pure: they return the changed copy. */
public final class StepUpdates {

    public static final String PENDING = "Pending";
    public static final String RUNNING = "Running";
    public static final String COMPLETED = "Completed";

    private StepUpdates() {}

    /** Marks the step as running. A start that is set stays, and so does an end. */
    public static PipelineStep running(PipelineStep step, Instant now) {
        return started(step, now).withPhase(RUNNING);
    }

    public static PipelineStep completed(PipelineStep step, Instant now) {
        PipelineStep begun = started(step, now);
        return begun.completed() == null ? begun.withCompleted(now) : begun;
    }

    /** Sets the progress of the step and of its tasks to their totals. */
    public static PipelineStep full(PipelineStep step) {
        PipelineStep done = step.withProgress(full(step.progress()));
        return step.tasks() == null
                ? done
                : done.withTasks(step.tasks().stream()
                        .map(task -> task.withProgress(full(task.progress())))
                        .toList());
    }

    public static PipelineStep atPercent(PipelineStep step, long percent) {
        List<PipelineTask> tasks = step.tasks().stream()
                .map(task -> task.withProgress(new Progress(
                        task.progress().total() * percent / 100, task.progress().total())))
                .toList();
        return step.withTasks(tasks)
                .withProgress(new Progress(
                        tasks.stream()
                                .mapToLong(task -> task.progress().completed())
                                .sum(),
                        step.progress().total()));
    }

    public static PipelineStep failed(PipelineStep step, String reason) {
        return step.withError(error(step.error(), step.phase(), List.of(reason)));
    }

    public static PipelineTask failed(PipelineTask task, String reason) {
        return task.withError(error(task.error(), task.phase(), List.of(reason)));
    }

    /** Derives progress, errors and end of the step from its tasks. */
    public static PipelineStep reflectTasks(PipelineStep step, Instant now) {
        List<PipelineTask> tasks = step.tasks();
        PipelineStep result = step.withProgress(new Progress(
                tasks.stream().mapToLong(task -> task.progress().completed()).sum(),
                step.progress().total()));
        for (PipelineTask task : tasks) {
            if (task.error() != null) {
                result = result.withError(
                        error(result.error(), result.phase(), task.error().reasons()));
            }
        }
        boolean begun = tasks.stream().anyMatch(task -> task.started() != null);
        boolean done = tasks.stream().allMatch(task -> task.completed() != null);
        return done ? completed(result, now) : begun ? started(result, now) : result;
    }

    /** Starts the tasks again for another precopy, whose number is shown by an annotation. */
    public static PipelineStep restart(PipelineStep step, int round, Instant now) {
        List<PipelineTask> tasks = step.tasks() == null
                ? null
                : step.tasks().stream()
                        .map(task -> task.withStarted(now)
                                .withCompleted(null)
                                .withAnnotations(Map.of("unit", "MB", "Precopy", String.valueOf(round))))
                        .toList();
        return step.withCompleted(null).withTasks(tasks);
    }

    public static PipelineTask done(PipelineTask task, Instant now) {
        return task.withPhase(COMPLETED)
                .withReason("Transfer completed.")
                .withProgress(full(task.progress()))
                .withStarted(task.started() == null ? now : task.started())
                .withCompleted(task.completed() == null ? now : task.completed());
    }

    /** Adds reasons to an error. The error keeps the phase of its first reason. */
    public static VmError error(VmError before, String phase, List<String> reasons) {
        Set<String> all = new LinkedHashSet<>(before == null ? List.of() : before.reasons());
        all.addAll(reasons);
        return new VmError(before == null ? String.valueOf(phase) : before.phase(), List.copyOf(all));
    }

    private static PipelineStep started(PipelineStep step, Instant now) {
        return step.started() == null ? step.withStarted(now) : step;
    }

    private static Progress full(Progress progress) {
        return new Progress(progress.total(), progress.total());
    }
}
