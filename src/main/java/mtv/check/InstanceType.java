package mtv.check;

import mtv.provider.Fact;

/** With one, CPU and memory are not in the VM. */
final class InstanceType extends Check<Comparison> {

    InstanceType() {
        super("instance-type", "The instance type that the Plan names, or that the source VM has.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        String asked = vm.expected().vm().instanceType();
        Fact<String> expected = asked == null ? vm.source().instanceType() : Fact.of(asked, "instanceType of the Plan");
        findings.equal("instance type", expected, vm.actual().instanceType());
    }
}
