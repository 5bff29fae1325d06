package mtv.check.warm;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.model.Precopy;
import mtv.model.VmStatus;

import java.util.List;
import java.util.Optional;

/**
 * A VM of a warm migration.
 *
 * @param status what MTV records of it, with copies
 * @param warm when the migration was to copy and to cut over
 */
record WarmVm(RunFacts run, VmStatus status, RunFacts.Warm warm) {

    /** A rule for each VM of a warm migration. */
    static Rule<RunFacts> each(String property, Rule<WarmVm> rule) {
        return (run, findings) -> run.warm()
                .ifPresentOrElse(
                        warm -> run.vms()
                                .forEach(vm -> compare(new WarmVm(run, vm, warm), property, rule, findings.about(vm))),
                        () -> findings.notComparable(property, "the migration is cold"));
    }

    private static void compare(WarmVm vm, String property, Rule<WarmVm> rule, Findings findings) {
        if (vm.status.warm() == null || vm.status.warm().precopies() == null) {
            findings.record(
                    false,
                    property,
                    ReportedValue.of("a record of copies", "warm migration"),
                    ReportedValue.of("none", "warm of the VM's status"));
        } else {
            rule.compare(vm, findings);
        }
    }

    List<Precopy> copies() {
        return status.warm().copies();
    }

    /** The copy of the last snapshot, made when the source is off: it follows others and never gets an end. */
    Optional<Precopy> finalCopy() {
        return copies().stream()
                .skip(Math.max(1, copies().size() - 1))
                .filter(copy -> copy.end() == null)
                .findFirst();
    }
}
