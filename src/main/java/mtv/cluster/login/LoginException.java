package mtv.cluster.login;

/** Nobody was let in; the message is for people, and says what else may be done where that depends on no setting. */
public final class LoginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was refused. */
    public enum Kind {
        /** User or password, or whatever a file holds. */
        REFUSED,
        /** OAuth wants a browser, or anything else but a password. */
        NO_PASSWORD_GRANT,
        /** There is no OAuth server. */
        NO_OAUTH
    }

    private final Kind kind;

    LoginException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
