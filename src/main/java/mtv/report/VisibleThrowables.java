package mtv.report;

import mtv.text.Visible;
import org.testng.SkipException;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Failures as reports may have them. XML knows no place for some characters, and one of them in one message makes a
 * whole file unreadable; others would write lines of their own into a console.
 */
final class VisibleThrowables {

    private VisibleThrowables() {}

    /**
     * The same one when all that it says can be seen; else one that says the same visibly, with the same stack traces,
     * and is a failed assertion, a skip or neither as it was.
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
        String words = Visible.text(failure.toString());
        String message = Visible.text(failure.getMessage());
        Throwable cause = shown(failure.getCause(), depth + 1);
        Throwable shown = failure instanceof AssertionError
                ? new Failed(message, words, cause)
                : failure instanceof SkipException
                        ? new Skipped(message, words, cause)
                        : new Broken(message, words, cause);
        shown.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            shown.addSuppressed(shown(suppressed, depth + 1));
        }
        return shown;
    }

    private static final class Failed extends AssertionError {
        private static final long serialVersionUID = 1L;
        private final String words;

        Failed(String message, String words, Throwable cause) {
            super(message, cause);
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final class Skipped extends SkipException {
        private static final long serialVersionUID = 1L;
        private final String words;

        Skipped(String message, String words, Throwable cause) {
            super(message, cause);
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String words;

        Broken(String message, String words, Throwable cause) {
            super(message, cause);
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
