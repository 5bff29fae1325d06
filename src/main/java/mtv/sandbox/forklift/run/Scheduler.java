package mtv.sandbox.forklift.run;

import mtv.model.PipelineStep;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.itinerary.Step;
import mtv.sandbox.forklift.itinerary.StepUpdates;
import mtv.sandbox.forklift.phase.VmRun;
import mtv.sandbox.sources.SimVm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows which VM may start. A source, or on vSphere each ESXi host, carries a limited number of transfers. */
final class Scheduler {

    private static final Set<Phase> FREE_OF_TRANSFER = Set.of(
            Phase.CreateVM,
            Phase.PostHook,
            Phase.Completed,
            Phase.CopyingPaused,
            Phase.ConvertGuest,
            Phase.CreateGuestConversionPod);
    private static final Set<Phase> FREE_OF_V2V = Set.of(Phase.CreateVM, Phase.PostHook, Phase.Completed);

    private final Map<String, Integer> inFlight = new HashMap<>();
    private final boolean perHost;
    private final int limit;

    /**
     * @param perHost whether disks are counted for each host, as on vSphere; elsewhere VMs are counted for the whole
     *     source
     */
    Scheduler(boolean perHost, int limit) {
        this.perHost = perHost;
        this.limit = limit;
    }

    /** Counts a VM that is being migrated. */
    void occupy(SimVm source, VmStatus vm) {
        if (vm.started() != null && vm.completed() == null && !vm.has("Canceled")) {
            inFlight.merge(place(source), cost(vm), Integer::sum);
        }
    }

    private String place(SimVm source) {
        return perHost ? source.host() : "";
    }

    /** Whether there is room for a VM. One that is too large for any host goes alone. */
    boolean fits(VmRun vm) {
        int occupied = inFlight.getOrDefault(place(vm.source()), 0);
        int cost = cost(vm.status());
        return occupied + cost <= limit || cost > limit && occupied == 0;
    }

    /** The capacity that a VM takes: CDI copies each disk by a pod of its own, virt-v2v the whole VM by one. */
    int cost(VmStatus vm) {
        if (!perHost) {
            return 1;
        }
        Phase phase = Phase.valueOf(vm.phase());
        if (step(vm, Step.DiskAllocation).isPresent()) {
            return FREE_OF_V2V.contains(phase) ? 0 : 1;
        }
        if (FREE_OF_TRANSFER.contains(phase)) {
            return 0;
        }
        return (int) step(vm, Step.DiskTransfer).stream()
                .flatMap(step -> step.tasks().stream())
                .filter(task -> !StepUpdates.COMPLETED.equals(task.phase()))
                .count();
    }

    private static Optional<PipelineStep> step(VmStatus vm, Step step) {
        return vm.pipeline().stream()
                .filter(line -> line.name().equals(step.name()))
                .findFirst();
    }
}
