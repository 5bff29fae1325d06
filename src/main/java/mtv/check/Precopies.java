package mtv.check;

import java.time.Instant;

/** Else the migration was as cold as any. */
final class Precopies extends Check<RunFacts> {

    Precopies() {
        super("precopies", "Warm: at least one copy had ended before the source was stopped.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "precopies", (vm, warm, ofVm) -> {
            Instant stopped = RunFacts.cutoverStarted(vm);
            long ended = vm.warm().precopies().stream()
                    .filter(copy ->
                            copy.end() != null && stopped != null && !copy.end().isAfter(stopped))
                    .count();
            ofVm.hold(
                    ended > 0,
                    "copies before the cutover",
                    Side.of("at least 1", "warm migration"),
                    Side.of(ended, "warm.precopies that ended before step Cutover"));
        });
    }
}
