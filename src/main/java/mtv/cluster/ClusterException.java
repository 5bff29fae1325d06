package mtv.cluster;

/** The session with the cluster could not be opened or is not the expected one; the message tells what to do. */
public final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message, null, false, false);
    }
}
