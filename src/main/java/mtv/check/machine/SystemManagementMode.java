package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.vm.Fact;

/** KubeVirt refuses secure boot without it. */
final class SystemManagementMode extends Check<Comparison> {

    SystemManagementMode() {
        super("smm", "System management mode is on where secure boot is.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Fact<Boolean> secure = vm.actual().secureBoot();
        if (secure.value().orElse(false)) {
            findings.equal(
                    "SMM", Fact.of(true, "secure boot needs it"), vm.actual().smm());
        } else {
            findings.notComparable("SMM", secure.unreadable() ? secure.origin() : "the VM has no secure boot");
        }
    }
}
