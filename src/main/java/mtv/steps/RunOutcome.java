package mtv.steps;

import mtv.settings.input.SkipTeardown;

/** Whether something of a run has failed so far, which decides whether its objects are left for somebody to look at. */
final class RunOutcome {

    private volatile boolean failed;

    void recordFailure() {
        failed = true;
    }

    boolean leavesObjects(SkipTeardown wanted) {
        return wanted.appliesTo(failed);
    }
}
