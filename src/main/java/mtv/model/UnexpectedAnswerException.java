package mtv.model;

/** A server answered something that is no API's answer: a web page, a text, nothing, or a part only. */
public final class UnexpectedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String message) {
        super(message, null, false, false);
    }
}
