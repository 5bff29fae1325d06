package mtv.sandbox.controller;

/** Something that has to be there first is not: the turn ends without a status, and the next one tries again. */
public final class RequeueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RequeueException(String message) {
        super(message);
    }
}
