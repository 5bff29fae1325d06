package mtv.check;

import java.util.List;

/** A shared disk that was copied twice is two disks, of which each VM writes one. */
final class StrayClaims extends Check<Comparison> {

    StrayClaims() {
        super("stray-claims", "No claim has the marks of the VM that is none of its disks.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal(
                "other claims",
                Side.of(List.of(), "disks of the VM"),
                Side.of(vm.actual().otherClaims(), "claims of the namespace with its vmID"));
    }
}
