package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

import java.util.List;

/** MTV asks the guest to shut down; whoever stops the VM himself may cut off what it was about to write. */
final class UserStop extends Check<Comparison> {

    UserStop() {
        super("user-stop", "Nobody stopped the source VM during its migration: oVirt has no event 33 of it.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal(
                "stop by a user",
                vm.userStops().map(stops -> List.<String>of()),
                vm.userStops(),
                stops -> stops.isEmpty() ? "none (event 33)" : String.join(", ", stops));
    }
}
