package mtv.check.compare;

import mtv.model.Migration;
import mtv.model.PipelineStep;
import mtv.model.Plan;
import mtv.model.Progress;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** All states of a run's VMs that a watch saw, each state that differs from the one before. */
public final class RunLog {

    private final Map<String, List<VmStatus>> vms = new LinkedHashMap<>();
    private final Map<String, VmStatus> succeeded = new LinkedHashMap<>();
    private final Map<String, Map<String, Instant>> phases = new HashMap<>();

    public synchronized void saw(Migration migration) {
        if (migration.getStatus() != null && migration.getStatus().vms() != null) {
            Optional<Instant> written = WriteTime.of(migration);
            migration.getStatus().vms().stream().filter(Objects::nonNull).forEach(vm -> {
                saw(vm);
                written.ifPresent(time -> phases.computeIfAbsent(vm.id(), any -> new HashMap<>())
                        .putIfAbsent(String.valueOf(vm.phase()), time));
            });
        }
    }

    private void saw(VmStatus vm) {
        List<VmStatus> states = vms.computeIfAbsent(vm.id(), any -> new ArrayList<>());
        if (states.isEmpty() || !states.get(states.size() - 1).equals(vm)) {
            states.add(vm);
        }
    }

    /**
     * When a VM was first seen in one of the phases, by the time at which the cluster had stored that; empty when it
     * was seen in none, or the cluster does not tell.
     */
    public synchronized Optional<Instant> since(String vmId, Set<String> anyPhase) {
        return phases.getOrDefault(vmId, Map.of()).entrySet().stream()
                .filter(seen -> anyPhase.contains(seen.getKey()))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder());
    }

    /** Each VM in the last state that was seen of it. */
    public synchronized List<VmStatus> latest() {
        return vms.values().stream()
                .map(states -> states.get(states.size() - 1))
                .toList();
    }

    public synchronized List<VmStatus> of(String vmId) {
        return List.copyOf(vms.getOrDefault(vmId, List.of()));
    }

    /** Keeps the VMs that have succeeded. The Plan says so before the Migration does. */
    public synchronized void saw(Plan plan) {
        if (plan.getStatus() != null
                && plan.getStatus().migration() != null
                && plan.getStatus().migration().vms() != null) {
            plan.getStatus().migration().vms().stream()
                    .filter(vm -> vm != null && vm.has("Succeeded"))
                    .forEach(vm -> succeeded.putIfAbsent(vm.id(), vm));
        }
    }

    /** The VMs that have succeeded, each in the state in which that was first seen. */
    public synchronized List<VmStatus> succeeded() {
        return List.copyOf(succeeded.values());
    }

    /** All progress of a step that was seen, without repetitions. */
    public List<Progress> progressOf(String vmId, String step) {
        return of(vmId).stream()
                .flatMap(vm -> vm.steps().stream())
                .filter(s -> Objects.equals(s.name(), step))
                .map(PipelineStep::progress)
                .filter(progress -> progress != null)
                .distinct()
                .toList();
    }

    /** One state for each copy that has ended, with the time that MTV planned for the next one. */
    public List<WarmStatus> waiting(String vmId) {
        return betweenCopies(vmId).stream().map(VmStatus::warm).toList();
    }

    /** The first state in which each copy has ended, while the next one is not begun. */
    public List<VmStatus> betweenCopies(String vmId) {
        Map<Integer, VmStatus> byCopy = new LinkedHashMap<>();
        of(vmId).stream()
                .filter(vm -> vm.pipeline() != null && isBetweenCopies(vm.warm()))
                .forEach(vm -> byCopy.putIfAbsent(vm.warm().copies().size(), vm));
        return List.copyOf(byCopy.values());
    }

    private static boolean isBetweenCopies(WarmStatus warm) {
        return warm != null
                && warm.nextPrecopyAt() != null
                && !warm.copies().isEmpty()
                && warm.copies().get(warm.copies().size() - 1).end() != null;
    }
}
