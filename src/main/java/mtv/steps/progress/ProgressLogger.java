package mtv.steps.progress;

import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.PipelineStep;
import mtv.model.Plan;
import mtv.model.VmStatus;
import mtv.text.LogScope;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Logs the progress of a migration: one line whenever a VM enters another step, or the Plan gets a blocker. */
public final class ProgressLogger {

    private static final Logger LOG = LogManager.getLogger();
    private static final String COPIES = "DiskTransfer";

    /** The phases between two precopies, in which the step of the copies is completed. */
    private static final Set<String> BETWEEN =
            Set.of("CopyingPaused", "RemovePreviousSnapshot", "WaitForPreviousSnapshotRemoval", "CreateSnapshot");

    /**
     * The phases of a precopy: the step of the copies is still completed while its snapshot is made, and at its end.
     */
    private static final Set<String> COPYING =
            Set.of("WaitForSnapshot", "StoreSnapshotDeltas", "AddCheckpoint", "CopyDisks");

    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private final Map<String, VmStatus> seen = new ConcurrentHashMap<>();
    private final Level level;

    /** @param level of the lines: where the console shows them otherwise, they are for the file alone */
    ProgressLogger(Level level) {
        this.level = level;
    }

    void log(Migration migration) {
        if (migration.getStatus() != null && migration.getStatus().vms() != null) {
            migration.getStatus().vms().stream()
                    .filter(Objects::nonNull)
                    .filter(vm -> seen.put(String.valueOf(vm.id()), vm) != vm)
                    .forEach(vm -> logChange("VM " + vm.name(), position(vm), vm.name()));
        }
    }

    /** Blockers stop a run without ending it; MTV gives up only after its grace period. */
    void log(Plan plan) {
        plan.conditions().stream()
                .filter(Condition::blocks)
                .forEach(blocker ->
                        logChange("Plan " + plan.getMetadata().getName() + " is held up", blocker.describe(), null));
    }

    /** @param vm that it is about; null for none */
    private void logChange(String what, String state, String vm) {
        if (!Objects.equals(shown.put(what, state), state)) {
            LogScope scope = LogScope.current();
            (vm == null ? scope : scope.ofVm(vm)).run(() -> LOG.log(level, "{}: {}", what, state));
        }
    }

    static boolean isEnded(VmStatus vm) {
        return Condition.ENDS.stream().anyMatch(vm::has);
    }

    /** Where a VM is, in words. */
    public static String position(VmStatus vm) {
        return Condition.ENDS.stream().filter(vm::has).findFirst().orElseGet(() -> step(vm));
    }

    private static String step(VmStatus vm) {
        if (vm.started() == null || vm.pipeline() == null) {
            return "waiting";
        }
        if (precopies(vm) > 0 && BETWEEN.contains(String.valueOf(vm.phase()))) {
            return COPIES + ", paused after precopy " + precopies(vm);
        }
        if (precopies(vm) > 0 && COPYING.contains(String.valueOf(vm.phase()))) {
            return COPIES + ", precopy " + precopies(vm);
        }
        return vm.steps().stream()
                .filter(step -> !"Completed".equals(step.phase()))
                .findFirst()
                .map(PipelineStep::name)
                .map(step -> step.equals(COPIES) && precopies(vm) > 0 ? step + ", precopy " + precopies(vm) : step)
                .orElse("finishing");
    }

    /** Begun so far; none where the migration is cold. */
    private static int precopies(VmStatus vm) {
        return vm.warm() == null || vm.warm().precopies() == null
                ? 0
                : vm.warm().precopies().size();
    }
}
