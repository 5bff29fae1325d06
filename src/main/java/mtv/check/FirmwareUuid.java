package mtv.check;

/** Licences are bound to it. */
final class FirmwareUuid extends Check<Comparison> {

    FirmwareUuid() {
        super("firmware-uuid", "The firmware's uuid.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal("firmware uuid", vm.source().firmwareUuid(), vm.actual().firmwareUuid());
    }
}
