package mtv.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How long nothing at all may be said of an awaited object, and who then finds out why. A controller that cannot read
 * what an object refers to may try again for good without a word in its status, so that the whole limit of the wait
 * would pass for nothing.
 *
 * @param limit real time from the start of the wait to the first word
 * @param speaks whether a state of the object says anything; once one did, the silence is over for good
 * @param inquiry asked on the waiting thread, once the limit has passed and the object was looked at once more
 */
public record Silence<T>(Duration limit, Predicate<? super T> speaks, Supplier<Inquiry> inquiry) {

    /**
     * What was found out.
     *
     * @param findings one clause each, the worst first; empty when nothing explains the silence
     * @param patience how much longer to wait for the first word, zero to end the wait: whoever should speak may have
     *     had no time to yet
     */
    public record Inquiry(List<String> findings, Duration patience) {

        /** Ends the wait. */
        public static Inquiry ends(List<String> findings) {
            return new Inquiry(findings, Duration.ZERO);
        }

        private static final String UNEXPLAINED = "nothing that could be looked at explains it";

        String words() {
            return findings.isEmpty() ? UNEXPLAINED : String.join("; ", findings);
        }
    }
}
