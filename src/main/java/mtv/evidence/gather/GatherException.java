package mtv.evidence.gather;

/** There is no must-gather; the message says why, and what to do where somebody can do something. */
public final class GatherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GatherException(String message) {
        super(message, null, false, false);
    }
}
