package mtv.check.warm;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.model.Precopy;
import mtv.model.VmStatus;

import java.util.Objects;

/** Else the migrated VM is older than its source. The last copy never gets an end. */
final class FinalDelta extends Check<RunFacts> {

    FinalDelta() {
        super("final-delta", "Warm: what was written up to the stop was copied once more.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachWarm(
                findings,
                "final delta",
                (vm, warm, ofVm) -> ofVm.record(
                        hasOwnSnapshot(vm),
                        "final delta",
                        ObservedValue.of("a last copy, of a snapshot after the others", "warm migration"),
                        ObservedValue.of(
                                vm.warm().copies().stream()
                                        .map(FinalDelta::words)
                                        .toList(),
                                "warm.precopies")));
    }

    private static boolean hasOwnSnapshot(VmStatus vm) {
        return RunFacts.finalCopy(vm)
                .filter(last -> vm.warm().copies().stream()
                        .noneMatch(copy -> copy != last && Objects.equals(copy.snapshot(), last.snapshot())))
                .isPresent();
    }

    private static String words(Precopy copy) {
        return copy.snapshot() + ": " + copy.start() + " to " + (copy.end() == null ? "the end" : copy.end());
    }
}
