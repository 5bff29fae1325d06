package mtv.check;

import java.util.List;

/** What a cancellation leaves. */
public final class CancelChecks {

    private CancelChecks() {}

    public static List<Check<RunFacts>> ofRun() {
        return List.of(new CancelOutcome(), new CancelPower(), new CancelLeftovers());
    }
}
