package mtv.sandbox.forklift.run;

import mtv.model.Plan;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.faults.PhaseFault;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.phase.ReconcileContext;
import mtv.sandbox.forklift.phase.VmRun;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Applies active faults to a VM in its phase, and to its source. */
final class PhaseFaultInjector {

    private final ReconcileContext context;
    private final Faults faults;

    PhaseFaultInjector(ReconcileContext context) {
        this.context = context;
        this.faults = context.environment().faults();
    }

    /** Whether a fault keeps a VM waiting although there is capacity. */
    boolean keepsWaiting(VmRun vm) {
        return faults.phaseFault(PhaseFault.PENDING, names(vm)).isPresent();
    }

    /**
     * Applies a fault in place of the phase's work.
     *
     * @return whether there was a fault
     */
    boolean inject(VmRun vm) {
        Optional<PhaseFault> what = faults.phaseFault(vm.phase().name(), names(vm));
        what.ifPresent(interference -> vm.start());
        what.map(PhaseFault::fail).ifPresent(reasons -> reasons.forEach(vm::fail));
        what.map(PhaseFault::go).ifPresent(phase -> vm.go(Phase.valueOf(phase)));
        what.filter(PhaseFault::skip).ifPresent(skipped -> vm.advance());
        return what.isPresent();
    }

    /** Applies faults to the source VM, once for each phase that the VM enters. */
    void onSource(VmRun vm) {
        for (String deed : faults.sourceActions(vm.phase().name(), names(vm))) {
            switch (deed) {
                case "powerOn" -> context.platform().powerOn(vm.id());
                case "powerOff" -> context.platform().powerOff(vm.id());
                case "stop" -> context.platform().stop(vm.id());
                case "removeNic" -> context.platform().removeNic(vm.id());
                case "addSnapshot" -> context.platform().createSnapshot(vm.id());
                default ->
                    vm.source().snapshots().forEach(each -> context.platform().removeSnapshot(vm.id(), each));
            }
        }
    }

    private List<String> names(VmRun vm) {
        Plan plan = context.plan();
        String name = plan.getMetadata().getName();
        return Stream.of(
                        vm.source().name(),
                        vm.status().newName(),
                        vm.id(),
                        name,
                        plan.getMetadata().getNamespace() + "/" + name)
                .filter(Objects::nonNull)
                .toList();
    }
}
