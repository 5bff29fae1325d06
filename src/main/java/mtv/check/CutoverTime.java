package mtv.check;

import mtv.model.Precopy;

import java.time.Duration;
import java.time.Instant;

/** MTV looks at the time between two copies only. */
final class CutoverTime extends Check<RunFacts> {

    private static final Duration ROUNDING = Duration.ofSeconds(1);

    CutoverTime() {
        super(
                "cutover",
                "Warm: the source is stopped at its cutover, not earlier, and later only by the copy under way.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "cutover", (vm, warm, ofVm) -> {
            Instant stopped = RunFacts.cutoverStarted(vm);
            Instant copied = vm.warm().precopies().stream()
                    .map(Precopy::end)
                    .filter(end -> end != null)
                    .reduce(warm.cutover(), (a, b) -> a.isAfter(b) ? a : b);
            Side expected = Side.of(warm.cutover() + " to " + copied.plus(warm.lateness()), "cutover of the Migration");
            boolean inTime = stopped != null
                    && !stopped.isBefore(warm.cutover().minus(ROUNDING))
                    && !stopped.isAfter(copied.plus(warm.lateness()));
            ofVm.hold(
                    inTime, "cutover", expected, Side.of(stopped == null ? "never" : stopped, "start of step Cutover"));
        });
    }
}
