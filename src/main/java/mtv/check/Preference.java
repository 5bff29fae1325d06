package mtv.check;

/** It decides devices and clock. */
final class Preference extends Check<Comparison> {

    Preference() {
        super("preference", "The preference that the source VM has.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal("preference", vm.source().preference(), vm.actual().preference());
    }
}
