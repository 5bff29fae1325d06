package mtv.check;

import mtv.check.compare.RunLog;
import mtv.model.Progress;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;

import java.util.ArrayList;
import java.util.List;

/** One VM as a log of its run has it, as the checks read it. Tests of what is logged compare its phases and copies. */
public record LoggedVm(RunLog log, String vmId) {

    /** Each phase that differs from the one before it. */
    public List<String> phases() {
        List<String> phases = new ArrayList<>();
        for (VmStatus state : log.of(vmId)) {
            if (phases.isEmpty() || !phases.get(phases.size() - 1).equals(state.phase())) {
                phases.add(state.phase());
            }
        }
        return phases;
    }

    public List<Long> completed(String step) {
        return log.progressOf(vmId, step).stream().map(Progress::completed).toList();
    }

    /** The states between two copies, and before the last one. */
    public List<WarmStatus> pauses() {
        return log.waiting(vmId);
    }
}
