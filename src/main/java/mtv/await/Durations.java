package mtv.await;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
public final class Durations {

    private Durations() {}

    /** Such as {@code 250 ms}, {@code 1.2 s}, {@code 90 s} or {@code 61 min}. */
    public static String words(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000 && millis % 1000 != 0) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return duration.compareTo(Duration.ofMinutes(10)) < 0
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min";
    }
}
