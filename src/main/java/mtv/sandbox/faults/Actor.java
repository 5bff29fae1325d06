package mtv.sandbox.faults;

/** Who writes or asks, in the words of {@link FaultTrigger#by}. */
public final class Actor {

    /** The sandbox itself when it carries out a fault, which no fault meddles with. */
    public static final String FAULT = "fault";

    private static final String ACCOUNT = "system:serviceaccount:";

    private Actor() {}

    /** @param agent MTV enters other clusters with somebody's token, so that only the agent tells */
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
