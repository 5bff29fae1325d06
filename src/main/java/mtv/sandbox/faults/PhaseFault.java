package mtv.sandbox.faults;

import java.util.List;

/**
 * What happens to a VM in a phase instead of the phase's work.
 *
 * @param stall nothing, for ever
 * @param late nothing, for so many simulated seconds; then the work
 * @param fail these reasons become the step's error
 * @param go the VM is in this phase at once
 * @param skip the work is left out, and the next phase comes
 */
public record PhaseFault(boolean stall, Integer late, List<String> fail, String go, boolean skip) {

    /** Instead of a phase: a VM has no turn yet. Its work would be to get one. */
    public static final String PENDING = "Pending";
}
