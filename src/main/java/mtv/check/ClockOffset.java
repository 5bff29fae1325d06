package mtv.check;

/** A guest in another time zone writes other times. */
final class ClockOffset extends Check<Comparison> {

    ClockOffset() {
        super("clock", "The clock, where the source VM sets one.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal("clock", vm.source().clock(), vm.actual().clock());
    }
}
