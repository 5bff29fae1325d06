package mtv.check.warm;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;

/** They may cost the data that was written meanwhile. */
final class PrecopyFailures extends Check<RunFacts> {

    PrecopyFailures() {
        super("precopy-failures", "Warm: no copy had to be tried again.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachWarm(
                findings,
                "failed copies",
                (vm, warm, ofVm) -> run.unreadable(vm, "/warm/failures")
                        .ifPresentOrElse(
                                why -> ofVm.notComparable("failed copies", why),
                                () -> ofVm.equal(
                                        "failed copies",
                                        ObservedValue.of(0, "warm migration"),
                                        ObservedValue.of(vm.warm().failures(), "warm.failures"))));
    }
}
