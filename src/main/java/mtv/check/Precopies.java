package mtv.check;

import mtv.model.Precopy;

import java.time.Instant;
import java.util.Optional;

/** Else the migration was as cold as any. */
final class Precopies extends Check<RunFacts> {

    Precopies() {
        super("precopies", "Warm: at least one copy had ended before the last snapshot, for which the source is off.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "precopies", (vm, warm, ofVm) -> {
            Optional<Instant> last = RunFacts.finalCopy(vm).map(Precopy::start);
            long ended = vm.warm().precopies().stream()
                    .map(Precopy::end)
                    .filter(end -> end != null
                            && last.filter(start -> !end.isAfter(start)).isPresent())
                    .count();
            ofVm.hold(
                    ended > 0,
                    "copies before the cutover",
                    Side.of("at least 1", "warm migration"),
                    Side.of(ended, "warm.precopies that ended before the last snapshot"));
        });
    }
}
