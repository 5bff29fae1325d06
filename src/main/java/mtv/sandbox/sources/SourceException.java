package mtv.sandbox.sources;

/** A refusal in vCenter's own terms, which fit the other platforms as well. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Type type;

    public SourceException(Type type, String message) {
        super(message);
        this.type = type;
    }

    public static SourceException noSuchVm(String id) {
        return new SourceException(Type.NOT_FOUND, "Virtual machine with identifier '" + id + "' does not exist.");
    }

    /** Which of vCenter's error types this is. */
    public Type type() {
        return type;
    }

    /** The error types of the Automation API that platforms use, with their HTTP status there and elsewhere. */
    public enum Type {
        ALREADY_EXISTS(400, 409),
        ALREADY_IN_DESIRED_STATE(400, 409),
        INVALID_ARGUMENT(400, 400),
        NOT_ALLOWED_IN_CURRENT_STATE(400, 409),
        UNAUTHENTICATED(401, 401),
        NOT_FOUND(404, 404);

        private final int status;
        private final int restStatus;

        Type(int status, int restStatus) {
            this.status = status;
            this.restStatus = restStatus;
        }

        public int status() {
            return status;
        }

        /** What platforms answer that tell a conflict from a bad request. */
        public int restStatus() {
            return restStatus;
        }
    }
}
