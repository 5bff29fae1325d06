package mtv.check;

/** Not kept for oVirt and OpenStack, by a rule of MTV. */
final class SecureBoot extends Check<Comparison> {

    SecureBoot() {
        super("secure-boot", "Secure boot.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal("secure boot", vm.source().secureBoot(), vm.actual().secureBoot());
    }
}
