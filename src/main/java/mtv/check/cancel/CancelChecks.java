package mtv.check.cancel;

import mtv.check.compare.Check;
import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunFacts.Canceled;
import mtv.model.VmStatus;
import mtv.vm.VmPower;

import java.util.List;
import java.util.Optional;

/** What a cancellation leaves, and what a run after another one leaves alone. */
public final class CancelChecks {

    private CancelChecks() {}

    public static List<Check<RunFacts>> ofRun() {
        return List.of(
                new Check<>(
                        "cancel",
                        "The recorded outcome of a canceled VM: Canceled, with an end. A VM without an end keeps its"
                                + " Plan from ending.",
                        eachCanceled("outcome", CancelChecks::outcome)),
                new Check<>(
                        "cancel-power",
                        "The power of a canceled VM's source, before and after. A source that stays off is an outage.",
                        eachCanceled("source power", CancelChecks::power)),
                new Check<>(
                        "cancel-leftovers",
                        "The objects that are left of a canceled VM, of which there must be none. They cost storage"
                                + " that nobody knows of.",
                        eachCanceled("objects left", CancelChecks::leftovers)),
                new Check<>(
                        "rerun",
                        "The start of each VM that had succeeded when its Plan runs again, which must stay as it was."
                                + " A VM that is migrated again loses what its users have written since.",
                        CancelChecks::rerun));
    }

    private static Rule<RunFacts> eachCanceled(String property, Rule<Canceled> rule) {
        return (run, findings) -> {
            if (run.canceled().isEmpty()) {
                findings.notComparable(property, "the scenario cancels no VM");
            }
            run.canceled()
                    .forEach(vm -> rule.compare(vm, findings.about(vm.before().name())));
        };
    }

    private static void outcome(Canceled vm, Findings findings) {
        boolean canceled = vm.status().has("Canceled");
        findings.record(
                canceled,
                "outcome",
                ReportedValue.of("Canceled", "cancel of the Migration"),
                ReportedValue.of(canceled ? "Canceled" : "not Canceled", "conditions of the VM in the Migration"));
        boolean ended = vm.status().completed() != null;
        findings.record(
                ended,
                "end",
                ReportedValue.of("a time", "rule of MTV"),
                ReportedValue.of(ended ? vm.status().completed() : "none", "completed of the VM in the Migration"));
    }

    private static void power(Canceled vm, Findings findings) {
        Optional<VmPower> before = vm.before().power().value();
        Optional<VmPower> after = vm.after().flatMap(source -> source.power().value());
        if (before.isEmpty() || after.isEmpty()) {
            findings.notComparable("source power", "the inventory does not tell it");
        } else {
            findings.equal(
                    "source power",
                    ReportedValue.of(before.get().words(), "the source before"),
                    ReportedValue.of(after.get().words(), "the source after"));
        }
    }

    private static void leftovers(Canceled vm, Findings findings) {
        findings.equal(
                "objects left",
                ReportedValue.of(List.of(), "deleteVmOnFailMigration of the Plan"),
                ReportedValue.of(vm.left(), "mark vmID, on the destination"));
    }

    private static void rerun(RunFacts run, Findings findings) {
        if (run.earlier().isEmpty()) {
            findings.notComparable("earlier run", "no VM had succeeded in one");
        }
        for (VmStatus now : run.vms()) {
            VmStatus then = now.id() == null ? null : run.earlier().get(now.id());
            if (then != null) {
                rerun(then, now, findings.about(now));
            }
        }
    }

    private static void rerun(VmStatus then, VmStatus now, Findings findings) {
        if (then.started() == null) {
            findings.notComparable("start of the migration", "the run in which it succeeded tells none");
        } else {
            findings.equal(
                    "start of the migration",
                    ReportedValue.of(then.started(), "the run in which it succeeded"),
                    ReportedValue.of(now.started(), "started of the VM in the Migration"));
        }
    }
}
