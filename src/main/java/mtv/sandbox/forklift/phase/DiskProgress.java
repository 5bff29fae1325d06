package mtv.sandbox.forklift.phase;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import mtv.model.PipelineStep;
import mtv.model.PipelineTask;
import mtv.model.Progress;
import mtv.sandbox.forklift.itinerary.StepUpdates;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Derives the tasks of a disk step from the DataVolumes or the populated claims. */
final class DiskProgress {

    private static final String COPIED = "cdi.kubevirt.io/storage.checkpoint.copied.";
    private static final int RESTARTS_TOLERATED = 3;

    private DiskProgress() {}

    static PipelineTask populated(VmRun vm, PipelineTask task, PersistentVolumeClaim claim) {
        if ("Bound".equals(claim.getStatus().getPhase())) {
            return StepUpdates.done(task, vm.now());
        }
        long percent = vm.volumes().populatorProgress(claim);
        long total = task.progress().total();
        long completed = total * percent / 100;
        PipelineTask running = task.withPhase(StepUpdates.RUNNING)
                .withStarted(task.started() == null ? vm.now() : task.started())
                .withProgress(new Progress(completed, total));
        // MTV looks at the pod only when the progress does not change
        return completed == task.progress().completed() && vm.volumes().populatorFailed(claim)
                ? StepUpdates.failed(
                        running,
                        "populator pod failed for PVC " + claim.getMetadata().getUid() + ". Please check the pod logs")
                : running;
    }

    /** Updates a task from its DataVolume. Other phases change nothing, not even Failed. */
    static PipelineTask reflect(VmRun vm, PipelineTask task, GenericKubernetesResource volume) {
        return switch (phase(vm, volume)) {
            case "Succeeded" -> StepUpdates.done(task, vm.now());
            case "Paused" ->
                copied(vm, volume)
                        ? StepUpdates.done(task, vm.now())
                        : task.withPhase(StepUpdates.PENDING).withReason("Waiting for checkpoint to be applied");
            case "Pending", "ImportScheduled" ->
                task.withPhase(StepUpdates.PENDING).withReason(condition(volume, "Bound"));
            case "ImportInProgress" -> imported(vm, task, volume);
            default -> task;
        };
    }

    /**
     * The phase of the volume. A volume that waits for its first consumer counts as done when a conversion pod will be
     * that consumer.
     */
    private static String phase(VmRun vm, GenericKubernetesResource volume) {
        String phase =
                Optional.ofNullable(volume.<String>get("status", "phase")).orElse("");
        return phase.equals("PendingPopulation") && vm.options().kind().converts() ? "Succeeded" : phase;
    }

    /** Counts restarts of the importer pod as failures of the precopy. */
    static void countFailures(VmRun vm, GenericKubernetesResource volume) {
        int failures = restarts(volume);
        if (vm.itinerary().warm() && failures > vm.status().warm().failures()) {
            vm.editWarm(warm -> warm.withFailures(failures).withConsecutiveFailures(warm.consecutiveFailures() + 1));
        }
    }

    private static int restarts(GenericKubernetesResource volume) {
        Number restarts = volume.get("status", "restartCount");
        return restarts == null ? 0 : restarts.intValue();
    }

    private static PipelineTask imported(VmRun vm, PipelineTask task, GenericKubernetesResource volume) {
        String reason = condition(volume, "Running");
        PipelineTask running = task.withPhase(StepUpdates.RUNNING)
                .withReason(reason)
                .withStarted(task.started() == null ? vm.now() : task.started())
                .withProgress(progress(task.progress().total(), volume));
        return restarts(volume) > RESTARTS_TOLERATED ? StepUpdates.failed(running, reason) : running;
    }

    /**
     * Whether the last snapshot is copied. Only the claim shows that, because a volume is also paused before its copy
     * starts.
     */
    private static boolean copied(VmRun vm, GenericKubernetesResource volume) {
        return vm.target()
                .volumes()
                .claim(volume.get("status", "claimName"))
                .map(claim -> claim.getMetadata().getAnnotations())
                .filter(annotations ->
                        annotations.containsKey(COPIED + vm.lastPrecopy().snapshot()))
                .isPresent();
    }

    static PipelineStep phaseOf(PipelineStep step) {
        boolean done = step.completed() != null;
        boolean pending = step.tasks().stream().anyMatch(task -> StepUpdates.PENDING.equals(task.phase()));
        boolean running = step.tasks().stream().anyMatch(task -> StepUpdates.RUNNING.equals(task.phase()));
        if (done) {
            return step.withPhase(StepUpdates.COMPLETED).withReason(null);
        }
        return pending ? step.withPhase(StepUpdates.PENDING) : running ? step.withPhase(StepUpdates.RUNNING) : step;
    }

    private static Progress progress(long total, GenericKubernetesResource volume) {
        String percent =
                Optional.ofNullable(volume.<String>get("status", "progress")).orElse("");
        return percent.endsWith("%")
                ? new Progress((long) (Double.parseDouble(percent.replace("%", "")) / 100 * total), total)
                : new Progress(0, total);
    }

    private static String condition(GenericKubernetesResource volume, String type) {
        List<Map<String, Object>> conditions = volume.get("status", "conditions");
        return Optional.ofNullable(conditions).stream()
                .flatMap(List::stream)
                .filter(condition -> type.equals(condition.get("type")))
                .map(condition -> condition.getOrDefault("reason", "") + "; " + condition.getOrDefault("message", ""))
                .findFirst()
                .orElse(null);
    }
}
