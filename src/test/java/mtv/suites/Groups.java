package mtv.suites;

/** Groups to select classes by; a chain belongs to a group as a whole. */
public final class Groups {

    /** The destination is a Provider with an API url and a token. */
    public static final String REMOTE = "remote";

    /** The destination is the cluster that MTV runs on. */
    public static final String LOCAL = "local";

    /** Copies ahead of time, then cuts over. */
    public static final String WARM = "warm";

    /** Copies a VM that is off. */
    public static final String COLD = "cold";

    /** Must pass before anything else is worth a look. */
    public static final String TIER0 = "tier0";

    private Groups() {}
}
