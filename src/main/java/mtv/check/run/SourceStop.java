package mtv.check.run;

import mtv.check.compare.RunLog;
import mtv.model.PipelineStep;
import mtv.model.VmStatus;
import mtv.vm.Fact;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * When MTV began to stop the source of a VM. Of a warm migration it is the start of the step Cutover. Of a cold one MTV
 * writes no time: the step Initialize has the stop in it, and the next step begins with a source that is off.
 */
public final class SourceStop {

    private static final String CUTOVER = "Cutover";
    private static final Set<String> STOPPING = Set.of("PowerOffSource", "WaitForPowerOff");
    private static final Set<String> BEFORE = Set.of("PreHook", "Initialize");

    private SourceStop() {}

    /** @param log of the same run */
    public static Fact<Instant> of(VmStatus vm, RunLog log) {
        if (vm.warm() != null) {
            return start(vm, CUTOVER).orElse(Fact.unknown("step Cutover has no start"));
        }
        Optional<Fact<Instant>> off = vm.steps().stream()
                .filter(step -> step.started() != null && !BEFORE.contains(step.name()))
                .findFirst()
                .map(SourceStop::start);
        Optional<Fact<Instant>> seen = log.since(vm.id(), STOPPING)
                .filter(time -> off.isEmpty() || !time.isAfter(off.get().get()))
                .map(time -> Fact.of(time, "phase PowerOffSource or WaitForPowerOff, when it was written"));
        return seen.or(() -> off).orElse(Fact.unknown("MTV does not tell when it stopped the source"));
    }

    private static Optional<Fact<Instant>> start(VmStatus vm, String name) {
        return vm.steps().stream()
                .filter(step -> name.equals(step.name()) && step.started() != null)
                .findFirst()
                .map(SourceStop::start);
    }

    private static Fact<Instant> start(PipelineStep step) {
        return Fact.of(step.started(), "start of step " + step.name());
    }
}
