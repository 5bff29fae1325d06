package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.Fact;

/** With one, CPU and memory are not in the VM. */
final class InstanceType extends Check<Comparison> {

    private static final String PROPERTY = "instance type";

    InstanceType() {
        super("instance-type", "The instance type that the Plan names, or that the source VM has.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        String asked = vm.expected().vm().instanceType();
        boolean known = asked != null || vm.source().instanceType().isKnown();
        if (!known && vm.actual().instanceType().unreadable()) {
            findings.notComparable(PROPERTY, vm.actual().instanceType().origin());
        } else if (!known) {
            findings.record(
                    !vm.actual().instanceType().isKnown(),
                    PROPERTY,
                    ObservedValue.of("none", "neither the Plan nor the source names one"),
                    ObservedValue.of(vm.actual().instanceType()));
        } else {
            Fact<String> expected =
                    asked == null ? vm.source().instanceType() : Fact.of(asked, "instanceType of the Plan");
            findings.equal(PROPERTY, expected, vm.actual().instanceType());
        }
    }
}
