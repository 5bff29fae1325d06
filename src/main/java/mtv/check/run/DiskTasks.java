package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.model.PipelineStep;

/** A disk without a task was not copied. */
final class DiskTasks extends Check<Comparison> {

    DiskTasks() {
        super("disk-tasks", "Each step that copies disks has a task for each disk of the source.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        boolean all = !Boolean.FALSE.equals(vm.expected().plan().migrateSharedDisks());
        long disks = vm.source().disks().stream()
                .filter(disk -> !disk.direct() && (all || !disk.shared().value().orElse(false)))
                .count();
        vm.recorded().steps().stream()
                .filter(step -> String.valueOf(step.name()).startsWith("Disk"))
                .forEach(step -> findings.equal(
                        "tasks of step " + step.name(),
                        ObservedValue.of(disks, "disks of the source"),
                        ObservedValue.of(tasks(step), "pipeline")));
    }

    private static int tasks(PipelineStep step) {
        return step.tasks() == null ? 0 : step.tasks().size();
    }
}
