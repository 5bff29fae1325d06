package mtv.check.cancel;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.model.VmStatus;

/** Migrated again, a VM would overwrite what its users have done since. */
final class RerunKeeps extends Check<RunFacts> {

    RerunKeeps() {
        super("rerun", "A Plan that runs again migrates only VMs that had failed.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        if (run.earlier().isEmpty()) {
            findings.notComparable("earlier run", "no VM had succeeded in one");
        }
        for (VmStatus now : run.vms()) {
            VmStatus then = now.id() == null ? null : run.earlier().get(now.id());
            if (then != null && then.started() == null) {
                findings.about(now.name())
                        .notComparable("start of the migration", "the run in which it succeeded tells none");
            } else if (then != null) {
                findings.about(now.name())
                        .equal(
                                "start of the migration",
                                ObservedValue.of(then.started(), "the run in which it succeeded"),
                                ObservedValue.of(now.started(), "started of the VM"));
            }
        }
    }
}
