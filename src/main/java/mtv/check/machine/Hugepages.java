package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.SourceType;

/** A node without them never takes the VM. */
final class Hugepages extends Check<Comparison> {

    Hugepages() {
        super("hugepages", "Huge pages are asked for only where the source VM did.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        boolean kept = vm.expected().source() == SourceType.OPENSHIFT;
        if (kept) {
            findings.notComparable("hugepages", "MTV reuses the specification of an OpenShift VM");
        } else if (vm.actual().hugepages().unreadable()) {
            findings.notComparable("hugepages", vm.actual().hugepages().origin());
        } else {
            findings.equal(
                    "hugepages",
                    ObservedValue.of("none", "rule of MTV"),
                    ObservedValue.of(
                            vm.actual().hugepages().value().orElse("none"),
                            vm.actual().hugepages().origin()));
        }
    }
}
