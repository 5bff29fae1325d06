package mtv.check;

/** A VM with a BIOS and a TPM does not start. */
final class TrustedPlatform extends Check<Comparison> {

    TrustedPlatform() {
        super("tpm", "A TPM only where the source has one.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal("TPM", vm.source().tpm(), vm.actual().tpm());
    }
}
