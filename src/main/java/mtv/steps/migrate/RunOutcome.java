package mtv.steps.migrate;

import mtv.settings.value.SkipTeardown;

/** Whether something of a run has failed so far, which decides whether its objects are left for somebody to look at. */
public final class RunOutcome {

    private volatile boolean failed;

    public void recordFailure() {
        failed = true;
    }

    public boolean leavesObjects(SkipTeardown wanted) {
        return wanted.appliesTo(failed);
    }
}
