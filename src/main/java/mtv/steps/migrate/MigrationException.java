package mtv.steps.migrate;

/** MTV refused or failed; the message carries its own reasons. */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MigrationException(String message) {
        super(message, null, false, false);
    }
}
