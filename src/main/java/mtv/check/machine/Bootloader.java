package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** A guest starts with its own only. */
final class Bootloader extends Check<Comparison> {

    Bootloader() {
        super("bootloader", "BIOS or EFI.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal("bootloader", vm.source().bootloader(), vm.actual().bootloader());
    }
}
