package mtv.check;

import mtv.check.compare.RunLog;
import mtv.model.Progress;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;

import java.util.ArrayList;
import java.util.List;

/** What the checks take from a log, for tests of what is put into it. */
public record Seen(RunLog log, String vmId) {

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

    /** Between two copies, and before the last one. */
    public List<WarmStatus> pauses() {
        return log.waiting(vmId);
    }
}
