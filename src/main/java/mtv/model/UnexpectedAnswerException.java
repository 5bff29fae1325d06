package mtv.model;

/** A server answered with something that is not an answer of an API: a web page, text, nothing, or only a part. */
public final class UnexpectedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnexpectedAnswerException(String message) {
        super(message, null, false, false);
    }
}
