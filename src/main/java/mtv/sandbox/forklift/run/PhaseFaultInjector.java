package mtv.sandbox.forklift.run;

import mtv.model.Plan;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.faults.PhaseFault;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What armed faults do to a VM in its phase, and on the source platform meanwhile. */
final class PhaseFaultInjector {

    private final ReconcileContext pass;
    private final Faults faults;

    PhaseFaultInjector(ReconcileContext pass) {
        this.pass = pass;
        this.faults = pass.environment().faults();
    }

    /** Whether a VM is left waiting for its turn, though there is room. */
    boolean passOver(VmRun vm) {
        return faults.interference(PhaseFault.PENDING, names(vm)).isPresent();
    }

    /** Whether something happens instead of the phase's work. */
    boolean happen(VmRun vm) {
        Optional<PhaseFault> what = faults.interference(vm.phase().name(), names(vm));
        what.ifPresent(interference -> vm.start());
        what.map(PhaseFault::fail).ifPresent(reasons -> reasons.forEach(vm::fail));
        what.map(PhaseFault::go).ifPresent(phase -> vm.go(Phase.valueOf(phase)));
        what.filter(PhaseFault::skip).ifPresent(skipped -> vm.advance());
        return what.isPresent();
    }

    /** Once for each phase that a VM comes to. */
    void onSource(VmRun vm) {
        for (String deed : faults.sourceDeeds(vm.phase().name(), names(vm))) {
            switch (deed) {
                case "powerOn" -> pass.platform().powerOn(vm.id());
                case "powerOff" -> pass.platform().powerOff(vm.id());
                case "stop" -> pass.platform().stop(vm.id());
                case "addSnapshot" -> pass.platform().createSnapshot(vm.id());
                default ->
                    vm.source().snapshots().forEach(each -> pass.platform().removeSnapshot(vm.id(), each));
            }
        }
    }

    private List<String> names(VmRun vm) {
        Plan plan = pass.plan();
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
