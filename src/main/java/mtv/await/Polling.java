package mtv.await;

import mtv.model.ApiFailure;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.IterativePollInterval;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Asks again and again, on the caller's thread, so that its log context stays. */
final class Polling<T> {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final String sentence;
    private final Stop stop;
    private final Duration limit;

    Polling(String sentence, Stop stop, Duration limit) {
        this.sentence = sentence;
        this.stop = stop;
        this.limit = limit;
    }

    /** An exception from the attempt ends the wait at once and reaches the caller as it is. */
    T run(Callable<Optional<T>> attempt, Callable<String> lastState) {
        try {
            return Awaitility.await(sentence)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(IterativePollInterval.iterative(Polling::longer, FIRST))
                    .atMost(limit)
                    .until(() -> goingOn(attempt), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new WaitException.OutOfTime(sentence, Durations.words(limit), describe(lastState));
        }
    }

    private Optional<T> goingOn(Callable<Optional<T>> attempt) throws Exception {
        if (stop.isStopped()) {
            throw WaitException.Stopped.during(sentence, stop);
        }
        return attempt.call();
    }

    private static Duration longer(Duration last) {
        Duration next = last.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST) > 0 ? LONGEST : next;
    }

    private static String describe(Callable<String> lastState) {
        try {
            return lastState.call();
        } catch (Exception e) {
            return "unknown (" + ApiFailure.words(e) + ")";
        }
    }
}
