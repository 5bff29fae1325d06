package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.RunFacts;
import mtv.check.compare.Side;
import mtv.vm.Found;

import java.util.List;
import java.util.Objects;

/** A second one starts with the same addresses. */
final class VmOnce extends Check<RunFacts> {

    VmOnce() {
        super("vm-once", "Each VM of the Plan was made exactly once.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.vms().forEach(vm -> {
            List<Found> made = run.found().stream()
                    .filter(object -> object.kind().equals(Found.VM)
                            && Objects.equals(vm.id(), object.labels().get("vmID")))
                    .toList();
            Findings ofVm = findings.about(vm.name());
            if (made.isEmpty()) {
                ofVm.notComparable("migrated VMs", "no VM has the label vmID of this one");
            } else {
                ofVm.hold(
                        made.size() == 1,
                        "migrated VMs",
                        Side.of("one", "the Plan"),
                        Side.of(made, "label vmID, on all clusters"));
            }
        });
    }
}
