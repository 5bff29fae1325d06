package mtv.check;

import mtv.model.Precopy;

/** Else the migrated VM is older than its source. The last copy never gets an end. */
final class FinalDelta extends Check<RunFacts> {

    FinalDelta() {
        super("final-delta", "Warm: what was written up to the stop was copied once more.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        run.eachWarm(
                findings,
                "final delta",
                (vm, warm, ofVm) -> ofVm.hold(
                        RunFacts.finalCopy(vm).isPresent(),
                        "final delta",
                        Side.of("a last snapshot after the others", "warm migration"),
                        Side.of(
                                vm.warm().precopies().stream()
                                        .map(FinalDelta::words)
                                        .toList(),
                                "warm.precopies")));
    }

    private static String words(Precopy copy) {
        return copy.start() + " to " + (copy.end() == null ? "the end" : copy.end());
    }
}
