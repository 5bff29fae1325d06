package mtv.provider.driver;

/**
 * A source or destination that is not as the run needs it; the message says which, what was expected and what to do.
 */
public final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderException(String message) {
        super(message, null, false, false);
    }
}
