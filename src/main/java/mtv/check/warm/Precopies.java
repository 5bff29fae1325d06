package mtv.check.warm;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.model.Precopy;

import java.time.Instant;
import java.util.Optional;

/** Else the migration was as cold as any. */
final class Precopies extends Check<RunFacts> {

    Precopies() {
        super(
                "precopies",
                "Warm: the first copy began before the cutover, and ended before the source was off for the last one.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "precopies", (vm, warm, ofVm) -> {
            Optional<Instant> last = RunFacts.finalCopy(vm).map(Precopy::start);
            long ended = vm.warm().copies().stream()
                    .map(Precopy::end)
                    .filter(end -> end != null
                            && last.filter(start -> !end.isAfter(start)).isPresent())
                    .count();
            Instant latest = warm.cutover().plus(warm.lateness());
            vm.warm().copies().stream()
                    .limit(1)
                    .forEach(first -> ofVm.record(
                            first.start() != null && !first.start().isAfter(latest),
                            "start of the first copy",
                            ObservedValue.of(
                                    "before the cutover, " + latest + " at the latest", "cutover of the Migration"),
                            ObservedValue.of(
                                    first.start() == null ? "no time" : first.start(),
                                    "start of the first of warm.precopies")));
            ofVm.record(
                    ended > 0,
                    "copies before the cutover",
                    ObservedValue.of("at least 1", "warm migration"),
                    ObservedValue.of(ended, "warm.precopies that ended before the last snapshot"));
        });
    }
}
