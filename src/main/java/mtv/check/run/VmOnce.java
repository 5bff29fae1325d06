package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.vm.FoundObject;

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
            List<FoundObject> made = run.found().stream()
                    .filter(object -> object.kind().equals(FoundObject.VM)
                            && Objects.equals(vm.id(), object.labels().get("vmID")))
                    .toList();
            Findings ofVm = findings.about(vm.name());
            if (made.isEmpty()) {
                ofVm.notComparable("migrated VMs", "no VM has the label vmID of this one");
            } else {
                ofVm.record(
                        made.size() == 1,
                        "migrated VMs",
                        ObservedValue.of("one", "the Plan"),
                        ObservedValue.of(made, "label vmID, on all clusters"));
            }
        });
    }
}
