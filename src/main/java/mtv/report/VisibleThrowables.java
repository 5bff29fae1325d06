package mtv.report;

import mtv.text.Visible;
import org.testng.SkipException;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Makes failures fit for reports. XML cannot hold some characters, and one of them in one message makes a whole file
 * unreadable; others would write lines of their own into a console.
 */
final class VisibleThrowables {

    private VisibleThrowables() {}

    /**
     * Returns the failure itself when all of its text can be seen; else one with the same text made visible and the
     * same stack traces, which is a failed assertion, a skip or neither as the failure was.
     */
    static Throwable of(Throwable failure) {
        Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
        return failure == null || !hides(failure, known) ? failure : shown(failure, 0);
    }

    private static boolean hides(Throwable failure, Set<Throwable> known) {
        if (failure == null || !known.add(failure)) {
            return false;
        }
        boolean own = Visible.hides(failure.getMessage()) || Visible.hides(failure.toString());
        return own || hides(failure.getCause(), known) || anyHides(failure.getSuppressed(), known);
    }

    private static boolean anyHides(Throwable[] failures, Set<Throwable> known) {
        boolean any = false;
        for (Throwable failure : failures) {
            any |= hides(failure, known);
        }
        return any;
    }

    /** @param depth ends a chain of causes that leads back to its beginning */
    private static Throwable shown(Throwable failure, int depth) {
        if (failure == null || depth > 20) {
            return null;
        }
        Throwable shown = ofSameKind(failure, shown(failure.getCause(), depth + 1));
        shown.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            shown.addSuppressed(shown(suppressed, depth + 1));
        }
        return shown;
    }

    private static Throwable ofSameKind(Throwable failure, Throwable cause) {
        String words = Visible.text(failure.toString());
        String message =
                failure.getMessage() == null ? failure.getClass().getSimpleName() : Visible.text(failure.getMessage());
        if (failure instanceof AssertionError) {
            return new AssertionError(message, cause) {
                @Override
                public String toString() {
                    return words;
                }
            };
        }
        if (failure instanceof SkipException) {
            return new SkipException(message, cause) {
                @Override
                public String toString() {
                    return words;
                }
            };
        }
        return new RuntimeException(message, cause) {
            @Override
            public String toString() {
                return words;
            }
        };
    }
}
