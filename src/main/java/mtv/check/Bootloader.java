package mtv.check;

/** A guest starts with its own only. */
final class Bootloader extends Check<Comparison> {

    Bootloader() {
        super("bootloader", "BIOS or EFI.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal("bootloader", vm.source().bootloader(), vm.actual().bootloader());
    }
}
