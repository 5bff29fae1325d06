package mtv.check.guest;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** A VM that is meant to be off was started for this question. */
final class GuestAgent extends Check<Comparison> {

    GuestAgent() {
        super("guest-agent", "The guest came up far enough to run its agent.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        if (vm.expected().agent()) {
            findings.equal(
                    "guest agent",
                    ObservedValue.of("connected", "guest_agent of the scenario"),
                    ObservedValue.of(
                            vm.actual().agentConnected() ? "connected" : "not connected", "condition AgentConnected"));
        } else {
            findings.notComparable("guest agent", "the scenario does not ask for one");
        }
    }
}
