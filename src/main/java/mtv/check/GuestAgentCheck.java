package mtv.check;

import java.util.List;

/** The guest came up far enough to run its agent; nothing can be said of a VM that is meant to be off. */
final class GuestAgentCheck implements Check {

    @Override
    public String property() {
        return "guest agent";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        boolean needed = vm.expected().agent() && vm.expected().poweredOn();
        return !needed || vm.actual().agentConnected()
                ? List.of()
                : List.of(vm.differs(property(), "connected", "not connected"));
    }
}
