package mtv.check;

import java.util.List;

/** The guest came up far enough to run its agent; a VM that is meant to be off was started for this question. */
final class GuestAgentCheck implements Check {

    @Override
    public String property() {
        return "guest agent";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        return !vm.expected().agent() || vm.actual().agentConnected()
                ? List.of()
                : List.of(vm.differs(property(), "connected", "not connected"));
    }
}
