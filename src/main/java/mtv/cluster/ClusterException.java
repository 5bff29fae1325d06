package mtv.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.ApiFailure;

/**
 * The session with the cluster could not be opened or is not the expected one, or the cluster refused what was asked of
 * it; the message tells what to do, or why.
 */
public final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message, null, false, false);
    }

    /** @param what completes "Wanted …", such as {@code "the hub to create Plan x"} */
    public static ClusterException refused(String what, RuntimeException answer) {
        return refused(what, answer, "");
    }

    /** @param more follows the reason: what was done about it */
    public static ClusterException refused(String what, RuntimeException answer, String more) {
        return new ClusterException("Wanted " + what + ", but: "
                + (answer instanceof KubernetesClientException refusal && refusal.getStatus() != null
                        ? ApiFailure.cause(refusal)
                        : ApiFailure.words(answer))
                + more);
    }
}
