package mtv.await;

/** A wait that did not reach its good end; the message is for people and needs no stack trace beside it. */
public sealed class WaitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WaitException(String message) {
        super(message, null, false, false);
    }

    /** The awaited thing reported its own failure: more waiting would be in vain. */
    public static final class BadEnd extends WaitException {
        private static final long serialVersionUID = 1L;

        BadEnd(String sentence, String reason) {
            super("Waited until " + sentence + ", but: " + reason);
        }
    }

    /** Time ran out. */
    public static final class OutOfTime extends WaitException {
        private static final long serialVersionUID = 1L;

        OutOfTime(String sentence, String limit, String lastState) {
            super("Waited " + limit + " until " + sentence + ", in vain; last seen: " + lastState);
        }
    }

    /** Nothing at all was said of the awaited thing; the message says what could be found out. */
    public static final class Silent extends WaitException {
        private static final long serialVersionUID = 1L;

        Silent(String sentence, String waited, String findings) {
            super("Waited " + waited + " until " + sentence + ", but nothing at all is said of it: " + findings);
        }
    }

    /** The run was stopped from outside. */
    public static final class Stopped extends WaitException {
        private static final long serialVersionUID = 1L;

        Stopped(String message) {
            super(message);
        }

        static Stopped during(String sentence, Stop stop) {
            return new Stopped(
                    "Waited until " + sentence + ", but " + stop.reason().orElse("the run goes on"));
        }
    }

    /** The run is being stopped; the thread's interrupt flag is set again. */
    public static final class Interrupted extends WaitException {
        private static final long serialVersionUID = 1L;

        Interrupted(String sentence) {
            super("Interrupted while waiting until " + sentence);
        }
    }
}
