package mtv.check;

import mtv.model.Migration;
import mtv.model.PipelineStep;
import mtv.model.Progress;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a watch saw of a run, one entry for every state of a VM that differs from the one before. */
public final class RunLog {

    private final Map<String, List<VmStatus>> vms = new LinkedHashMap<>();

    public synchronized void saw(Migration migration) {
        if (migration.getStatus() != null && migration.getStatus().vms() != null) {
            migration.getStatus().vms().forEach(this::saw);
        }
    }

    private void saw(VmStatus vm) {
        List<VmStatus> states = vms.computeIfAbsent(vm.id(), any -> new ArrayList<>());
        if (states.isEmpty() || !states.get(states.size() - 1).equals(vm)) {
            states.add(vm);
        }
    }

    synchronized List<VmStatus> of(String vmId) {
        return List.copyOf(vms.getOrDefault(vmId, List.of()));
    }

    /** Each progress that differs from the one before it. */
    List<Progress> progressOf(String vmId, String step) {
        return of(vmId).stream()
                .filter(vm -> vm.pipeline() != null)
                .flatMap(vm -> vm.pipeline().stream())
                .filter(s -> s.name().equals(step))
                .map(PipelineStep::progress)
                .filter(progress -> progress != null)
                .distinct()
                .toList();
    }

    /** One state for each copy that has ended, with the time that MTV planned for the next one. */
    List<WarmStatus> waiting(String vmId) {
        Map<Integer, WarmStatus> byCopy = new LinkedHashMap<>();
        of(vmId).stream()
                .map(VmStatus::warm)
                .filter(warm -> warm != null && warm.nextPrecopyAt() != null && warm.precopies() != null)
                .filter(warm -> !warm.precopies().isEmpty())
                .filter(warm ->
                        warm.precopies().get(warm.precopies().size() - 1).end() != null)
                .forEach(warm -> byCopy.put(warm.precopies().size(), warm));
        return List.copyOf(byCopy.values());
    }
}
