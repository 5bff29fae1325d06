package mtv.await;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Listens for the first word about an awaited object, and asks why when it does not come. */
final class FirstStatus<T> {

    private static final Logger LOG = LogManager.getLogger();

    private final Optional<Silence<T>> silence;
    private final long start;
    private volatile boolean spoken;

    /**
     * @param silence empty when none is expected
     * @param start of the wait, by {@link System#nanoTime()}
     */
    FirstStatus(Optional<Silence<T>> silence, long start) {
        this.silence = silence;
        this.start = start;
    }

    /** Something was said, too, where nobody can read it. */
    void hear(List<T> seen) {
        if (silence.isPresent()
                && seen.stream().anyMatch(silence.get().speaks().or(object -> !Readings.tellsItsState(object)))) {
            spoken = true;
        }
    }

    /** Whether it is still to come. */
    boolean isDue() {
        return silence.isPresent() && !spoken;
    }

    /** When it must have come, by {@link System#nanoTime()}. */
    long due() {
        return start + silence.map(Silence::limit).orElse(Duration.ZERO).toNanos();
    }

    /**
     * Asks why nothing is said.
     *
     * @param deadline of the whole wait, by {@link System#nanoTime()}
     * @param trouble with the watch itself, empty for none
     * @return how much longer to wait for the first word
     * @throws WaitException.Silent when it would be in vain
     */
    Duration ask(String sentence, Duration limit, long deadline, String trouble) {
        Silence.Inquiry inquiry = silence.orElseThrow().inquiry().get();
        if (spoken) {
            return Duration.ZERO;
        }
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!inquiry.patience().isZero() && !left.isNegative()) {
            LOG.info("Waiting until {}: nothing is said of it yet; {}", sentence, inquiry.words());
            return inquiry.patience().compareTo(left) < 0 ? inquiry.patience() : left;
        }
        Duration waited = limit.minus(left);
        Duration told = waited.toSeconds() == 0 ? waited : Duration.ofSeconds(waited.toSeconds());
        throw new WaitException.Silent(sentence, Durations.words(told), inquiry.words() + trouble);
    }
}
