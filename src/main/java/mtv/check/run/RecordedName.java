package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** People and tools look the new VM up by it. */
final class RecordedName extends Check<Comparison> {

    RecordedName() {
        super("recorded-name", "Where MTV records a new name, it is that of the VM.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        String recorded = vm.recorded().newName();
        if (recorded == null || recorded.isEmpty()) {
            findings.notComparable("recorded name", "MTV records none");
        } else {
            findings.equal(
                    "recorded name",
                    ObservedValue.of(vm.actual().name(), "metadata.name of the VM"),
                    ObservedValue.of(recorded, "newName of the Plan's status"));
        }
    }
}
