package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** That MTV does not keep it for some sources is among the known deviations, by the property's name. */
final class SecureBoot extends Check<Comparison> {

    SecureBoot() {
        super("secure-boot", "Secure boot.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        boolean lost = vm.source().secureBoot().value().orElse(false)
                && !vm.actual()
                        .secureBoot()
                        .value()
                        .orElse(vm.actual().secureBoot().unreadable());
        findings.equal(
                lost ? "secure boot kept" : "secure boot",
                vm.source().secureBoot(),
                vm.actual().secureBoot());
    }
}
