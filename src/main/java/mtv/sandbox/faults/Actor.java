package mtv.sandbox.faults;

/** Who writes or reads, by the names of {@link FaultTrigger#by}. */
public final class Actor {

    /** The sandbox itself when it carries out a fault, which no fault changes. */
    public static final String FAULT = "fault";

    private static final String ACCOUNT = "system:serviceaccount:";

    private Actor() {}

    /** @param agent the only sign of MTV on other clusters, which it enters with a user's token */
    public static String of(String user, String agent) {
        if (user.startsWith(ACCOUNT + "openshift-mtv:")) {
            return "mtv";
        }
        if (agent.startsWith("forklift-controller")) {
            return "mtv-remote";
        }
        if (user.startsWith(ACCOUNT + "openshift-cnv:")) {
            return "kubevirt";
        }
        return user.equals(FAULT)
                ? FAULT
                : user.startsWith("system:") && !user.equals("system:anonymous") ? "cluster" : "human";
    }
}
