package mtv.check.warm;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.model.Precopy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The source is off then; MTV looks at the time between two copies only. */
final class CutoverTime extends Check<RunFacts> {

    /** MTV writes times to the second. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    CutoverTime() {
        super("cutover", "Warm: the last snapshot is made at the cutover, or after a copy under way and a shutdown.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "cutover", (vm, warm, ofVm) -> {
            Optional<Instant> stopped = RunFacts.finalCopy(vm).map(Precopy::start);
            Instant due = vm.warm().copies().stream()
                    .map(Precopy::end)
                    .filter(end -> end != null)
                    .reduce(warm.cutover(), (a, b) -> a.isAfter(b) ? a : b);
            Instant latest = due.plus(warm.lateness());
            boolean inTime = stopped.filter(
                            time -> !time.isBefore(warm.cutover().minus(ROUNDING)))
                    .filter(time -> !time.isAfter(latest))
                    .isPresent();
            ofVm.record(
                    inTime,
                    "cutover",
                    ObservedValue.of(warm.cutover() + " to " + latest, "cutover of the Migration"),
                    ObservedValue.of(
                            stopped.map(Instant::toString).orElse("never"), "start of the last of warm.precopies"));
        });
    }
}
