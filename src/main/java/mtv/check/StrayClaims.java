package mtv.check;

import java.util.List;

/** A shared disk that was copied twice is two disks, of which each VM writes one. */
final class StrayClaims extends Check<Comparison> {

    StrayClaims() {
        super("stray-claims", "There is no second claim of any disk of the VM.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal(
                "second claims",
                Side.of(List.of(), "one for each disk"),
                Side.of(vm.actual().secondClaims(), "claims with the marks of VM and disk"));
    }
}
