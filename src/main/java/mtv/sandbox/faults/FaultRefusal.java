package mtv.sandbox.faults;

/** A write that a fault refuses, in the API's own terms. */
public final class FaultRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    FaultRefusal(FaultAction.Denial denial) {
        super(denial.message(), null, false, false);
        this.code = denial.code();
        this.reason = denial.reason();
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
