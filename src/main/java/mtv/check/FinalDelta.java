package mtv.check;

import mtv.model.Precopy;

import java.time.Instant;
import java.util.List;

/** Else the migrated VM is older than its source. */
final class FinalDelta extends Check<RunFacts> {

    FinalDelta() {
        super("final-delta", "Warm: what was written up to the stop was copied once more.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "final delta", (vm, warm, ofVm) -> {
            Instant stopped = RunFacts.cutoverStarted(vm);
            List<Precopy> copies = vm.warm().precopies();
            boolean present = stopped != null
                    && copies.stream()
                            .anyMatch(
                                    copy -> copy.end() == null && !copy.start().isBefore(stopped));
            ofVm.hold(
                    present,
                    "final delta",
                    Side.of("a last snapshot after the source was stopped", "warm migration"),
                    Side.of(
                            copies.isEmpty()
                                    ? "no snapshot"
                                    : "last snapshot at "
                                            + copies.get(copies.size() - 1).start(),
                            "warm.precopies"));
        });
    }
}
