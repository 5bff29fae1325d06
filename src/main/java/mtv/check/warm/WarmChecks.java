package mtv.check.warm;

import mtv.check.compare.Check;
import mtv.check.compare.RunFacts;

import java.util.List;

/** Precopies and cutover of a warm migration. */
public final class WarmChecks {

    private WarmChecks() {}

    public static List<Check<RunFacts>> ofRun() {
        return List.of(
                new Precopies(),
                new PrecopySpacing(),
                new CutoverTime(),
                new FinalDelta(),
                new PrecopyComplete(),
                new PrecopyFailures());
    }
}
