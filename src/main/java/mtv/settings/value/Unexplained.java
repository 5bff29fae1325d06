package mtv.settings.value;

/** What becomes of a field that nobody is known to write. */
public enum Unexplained {
    /** It is a difference. */
    FAIL,
    /** The report shows it, and the run stays green. */
    REPORT
}
