package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.SourceVm;

/** MTV powers it off once, and leaves it off; two machines of one identity would run otherwise. */
final class SourcePower extends Check<Comparison> {

    SourcePower() {
        super("source-power", "The source VM is off once its migration has succeeded.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        if (!vm.source().power().isKnown()) {
            findings.notComparable("source power", vm.source().power().origin());
        } else if (vm.after().isEmpty()) {
            findings.notComparable("source power", "the inventory does not show the VM any more");
        } else if (!vm.after().get().power().isKnown()) {
            findings.notComparable("source power", vm.after().get().power().origin() + " after the migration");
        } else {
            findings.equal(
                    "source power",
                    ObservedValue.of("off", "rule of MTV"),
                    power(vm.after().get()));
        }
    }

    private static ObservedValue power(SourceVm source) {
        return ObservedValue.of(
                source.poweredOn() ? "on" : "off", source.power().origin() + " after the migration");
    }
}
