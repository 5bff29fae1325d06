package mtv.doctor.finding;

/** What a finding means for the run. */
public enum Severity {
    /** It is as it has to be. */
    GOOD,
    /** The run may fail of it, or cannot see something. */
    WARNING,
    /** The run would fail of it, so it does not begin. */
    ERROR
}
