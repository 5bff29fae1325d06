package mtv.doctor;

import mtv.doctor.finding.HealthFinding;

import java.io.IOException;
import java.util.List;

/** Looks at one thing that a run depends on, and changes nothing. What it cannot look at is a warning. */
@FunctionalInterface
interface Examination {

    /**
     * A few requests at most, however many VMs there are.
     *
     * @return what it saw, good or not
     * @throws IOException when it cannot be looked at, as may be any of the client library's exceptions
     */
    List<HealthFinding> examine(ExaminedRun run) throws IOException;
}
