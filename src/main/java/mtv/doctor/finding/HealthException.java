package mtv.doctor.finding;

import java.util.List;
import java.util.stream.Collectors;

/** Ends a run before it creates anything. It has no stack trace, because its message is for the user. */
public final class HealthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HealthException(List<HealthFinding> errors) {
        super(
                "The doctor found " + (errors.size() == 1 ? "1 error" : errors.size() + " errors")
                        + ", so nothing was created:"
                        + errors.stream().map(error -> "\n  - " + error).collect(Collectors.joining()),
                null,
                false,
                false);
    }

    /** The message without the name of the class. */
    @Override
    public String toString() {
        return getMessage();
    }
}
