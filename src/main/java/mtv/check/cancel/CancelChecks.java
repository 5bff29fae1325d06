package mtv.check.cancel;

import mtv.check.compare.Check;
import mtv.check.compare.RunFacts;

import java.util.List;

/** What a cancellation leaves, and what a run after another one leaves alone. */
public final class CancelChecks {

    private CancelChecks() {}

    public static List<Check<RunFacts>> ofRun() {
        return List.of(new CancelOutcome(), new CancelPower(), new CancelLeftovers(), new RerunKeeps());
    }
}
