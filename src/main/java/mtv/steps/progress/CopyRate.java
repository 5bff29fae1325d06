package mtv.steps.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast something is copied at present, from how much of it was copied at each look of the last minute. What was
 * copied before does not count: a copy that has become slow is not done as early as its average says.
 */
final class CopyRate {

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Less does not tell how a copy goes on: it may have begun with what is empty. */
    private static final Duration ENOUGH = Duration.ofSeconds(15);

    private static final int CHANGES = 2;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration APART = SECOND;

    private final List<Look> looks = new ArrayList<>();

    private record Look(Instant at, long done) {}

    /** @param done in MiB; less than before is a copy that began anew, and is measured anew */
    void saw(Instant now, long done) {
        if (!looks.isEmpty() && done < last().done()) {
            looks.clear();
        }
        if (isTight()) {
            looks.remove(looks.size() - 1);
        }
        looks.add(new Look(now, done));
        while (looks.size() > 1 && !looks.get(1).at().isAfter(now.minus(WINDOW))) {
            looks.remove(0);
        }
        if (looks.get(0).done() == done) { // before it begins, or goes on, it has no rate
            looks.subList(0, looks.size() - 1).clear();
        }
    }

    private Look last() {
        return looks.get(looks.size() - 1);
    }

    /** Whether one of the last two looks is enough. */
    private boolean isTight() {
        return looks.size() > 1
                && Duration.between(looks.get(looks.size() - 2).at(), last().at())
                                .compareTo(APART)
                        < 0;
    }

    /** In MiB; 0 where nothing was copied in the last minute. */
    double perSecond(Instant now) {
        if (looks.size() < 2) {
            return 0;
        }
        Instant begin = begin(now);
        double nanos = nanos(begin, now);
        return nanos < APART.toNanos() ? 0 : (last().done() - doneAt(begin)) * SECOND.toNanos() / nanos;
    }

    /** Whether the rate says how the copy goes on. */
    boolean tells(Instant now) {
        long changes = looks.stream().mapToLong(Look::done).distinct().count() - 1;
        return changes >= CHANGES && nanos(begin(now), now) >= ENOUGH.toNanos() && perSecond(now) > 0;
    }

    private Instant begin(Instant now) {
        Instant window = now.minus(WINDOW);
        Instant first = looks.get(0).at();
        return first.isBefore(window) ? window : first;
    }

    /** Between two looks as if it had been copied evenly. */
    private double doneAt(Instant time) {
        Look before = looks.get(0);
        for (Look look : looks) {
            if (look.at().isAfter(time)) {
                double share = nanos(before.at(), time) / nanos(before.at(), look.at());
                return before.done() + share * (look.done() - before.done());
            }
            before = look;
        }
        return before.done();
    }

    private static double nanos(Instant from, Instant to) {
        return Duration.between(from, to).toNanos();
    }
}
