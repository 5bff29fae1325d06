package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** A VM with a BIOS and a TPM does not start. */
final class TrustedPlatform extends Check<Comparison> {

    TrustedPlatform() {
        super("tpm", "A TPM only where the source has one.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal("TPM", vm.source().tpm(), vm.actual().tpm());
    }
}
