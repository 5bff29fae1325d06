package mtv.sandbox.sources;

import mtv.sandbox.faults.FaultRefusal;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.faults.Operation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a person's call of a platform, which faults may refuse or swallow.
 *
 * @param swallowed whether it begins and never ends
 * @param refusal why it fails; empty when it does not
 */
public record CallOutcome(boolean swallowed, Optional<String> refusal) {

    /**
     * @param verb of the operation on {@code machines} that faults name
     * @param otherNames by which faults may mean the call, besides those of the VM
     */
    public static CallOutcome of(Faults faults, String verb, SimVm vm, String... otherNames) {
        List<String> names = Stream.concat(Stream.of(vm.name(), vm.id()), Stream.of(otherNames))
                .toList();
        try {
            return new CallOutcome(
                    !faults.happens(new Operation(verb, "machines", "human"), names, vm.name()), Optional.empty());
        } catch (FaultRefusal e) {
            return new CallOutcome(false, Optional.of(e.getMessage()));
        }
    }

    /** Whether it does what it shall. */
    public boolean good() {
        return !swallowed && refusal.isEmpty();
    }
}
