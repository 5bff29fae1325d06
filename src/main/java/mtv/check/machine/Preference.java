package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** It decides devices and clock. */
final class Preference extends Check<Comparison> {

    Preference() {
        super("preference", "The preference that the source VM has.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal("preference", vm.source().preference(), vm.actual().preference());
    }
}
