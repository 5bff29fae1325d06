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

    /** The error types of the Automation API that platforms use, with their HTTP status. */
    public enum Type {
        ALREADY_EXISTS(400),
        ALREADY_IN_DESIRED_STATE(400),
        INVALID_ARGUMENT(400),
        NOT_ALLOWED_IN_CURRENT_STATE(400),
        UNAUTHENTICATED(401),
        NOT_FOUND(404);

        private final int status;

        Type(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
