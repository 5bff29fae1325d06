package mtv.check.run;

import mtv.check.compare.RunLog;
import mtv.model.PipelineStep;
import mtv.model.VmStatus;
import mtv.vm.Fact;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * When MTV began to stop the source of a VM. MTV writes no time of it, so it is that at which the phase was written.
 * What MTV begins only with a source that is off is never earlier: the step after Initialize of a cold migration, the
 * last copy of a warm one, whose step Cutover begins still later.
 */
public final class SourceStop {

    private static final Set<String> STOPPING = Set.of("PowerOffSource", "WaitForPowerOff");
    private static final Set<String> BEFORE = Set.of("PreHook", "Initialize");

    private SourceStop() {}

    /** @param log of the same run */
    public static Fact<Instant> of(VmStatus vm, RunLog log) {
        Optional<Fact<Instant>> off =
                vm.warm() == null ? firstStep(vm) : lastCopy(vm).or(() -> cutover(vm));
        Optional<Fact<Instant>> seen = log.since(vm.id(), STOPPING)
                .filter(time -> off.isEmpty() || !time.isAfter(off.get().get()))
                .map(time -> Fact.of(time, "phase PowerOffSource or WaitForPowerOff, when it was written"));
        return seen.or(() -> off).orElse(Fact.unknown("MTV does not tell when it stopped the source"));
    }

    private static Optional<Fact<Instant>> firstStep(VmStatus vm) {
        return vm.steps().stream()
                .filter(step -> step.started() != null && !BEFORE.contains(String.valueOf(step.name())))
                .findFirst()
                .map(SourceStop::start);
    }

    /** It never gets an end. */
    private static Optional<Fact<Instant>> lastCopy(VmStatus vm) {
        return vm.warm().copies().stream()
                .reduce((earlier, later) -> later)
                .filter(copy -> copy.start() != null && copy.end() == null)
                .map(copy -> Fact.of(copy.start(), "start of the last copy"));
    }

    private static Optional<Fact<Instant>> cutover(VmStatus vm) {
        return vm.steps().stream()
                .filter(step -> "Cutover".equals(step.name()) && step.started() != null)
                .findFirst()
                .map(SourceStop::start);
    }

    private static Fact<Instant> start(PipelineStep step) {
        return Fact.of(step.started(), "start of step " + step.name());
    }
}
