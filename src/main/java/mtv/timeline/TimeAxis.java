package mtv.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Where the lines of an axis of time are: at round times, some of them for any length. */
final class TimeAxis {

    private static final int MOST = 9;
    private static final List<Duration> STEPS = LongStream.of(
                    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200)
            .mapToObj(Duration::ofSeconds)
            .toList();

    private TimeAxis() {}

    /** From the first round time at or after the start; the start itself where there is none. */
    static List<Instant> ticks(Instant start, Instant end) {
        long seconds = step(Duration.between(start, end)).toSeconds();
        List<Instant> ticks = new ArrayList<>();
        long before = Math.floorDiv(start.getEpochSecond(), seconds) * seconds;
        for (Instant time = Instant.ofEpochSecond(before); !time.isAfter(end); time = time.plusSeconds(seconds)) {
            if (!time.isBefore(start)) {
                ticks.add(time);
            }
        }
        return ticks.isEmpty() ? List.of(start) : ticks;
    }

    private static Duration step(Duration length) {
        return STEPS.stream()
                .filter(step -> length.compareTo(step.multipliedBy(MOST)) <= 0)
                .findFirst()
                .orElseGet(() -> Duration.ofDays(1 + length.toDays() / MOST));
    }
}
