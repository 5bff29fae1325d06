package mtv.steps.progress;

import mtv.await.Durations;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How fast the disks of a migration are copied, and how long their rest takes at that rate: the rest of the copy that
 * is under way, since nobody knows how much a later one of a warm migration finds changed, nor how long a conversion
 * takes. As long as there is not enough to tell, nothing is said.
 */
final class CopyForecast {

    private static final double SLOW = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Map<String, CopyRate> rates = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final CopyRate all = new CopyRate();
    private long copied;

    /** @param now of this machine */
    synchronized void saw(ProgressTotals totals, Instant now) {
        for (VmProgress vm : totals.vms()) {
            if (vm.ended()) {
                rates.remove(vm.id());
            } else {
                rates.computeIfAbsent(vm.id(), any -> new CopyRate()).saw(now, vm.done());
            }
            Long before = seen.put(vm.id(), vm.done());
            copied += before == null ? 0 : Math.max(0, vm.done() - before);
        }
        all.saw(now, copied);
    }

    /** Such as {@code 512 MiB/s, about 90 s left}; empty for a VM of which nothing is copied now. */
    synchronized String words(VmProgress vm, Instant now) {
        String rate = rate(vm).map(each -> words(each.perSecond(now))).orElse("");
        return joined(rate, left(vm, now));
    }

    /** Such as {@code about 90 s left}; empty where it cannot be known. */
    synchronized String left(VmProgress vm, Instant now) {
        return seconds(vm, now).stream()
                .mapToObj(CopyForecast::left)
                .findFirst()
                .orElse("");
    }

    /**
     * Of all VMs together, those that wait for their turn included: as many as MTV copies at once are copied now, so
     * the rest is copied at the rate of now. It takes no less than the slowest of them.
     */
    synchronized String words(ProgressTotals totals, Instant now) {
        OptionalDouble together = totals.isRestKnown() ? seconds(all, totals.rest(), now) : OptionalDouble.empty();
        DoubleStream each = totals.vms().stream().flatMapToDouble(vm -> seconds(vm, now).stream());
        return joined(
                totals.ended() ? "" : words(all.perSecond(now)),
                together.isEmpty()
                        ? ""
                        : left(DoubleStream.concat(together.stream(), each)
                                .max()
                                .getAsDouble()));
    }

    private Optional<CopyRate> rate(VmProgress vm) {
        return Optional.ofNullable(rates.get(vm.id())).filter(any -> vm.copies());
    }

    private OptionalDouble seconds(VmProgress vm, Instant now) {
        return rate(vm).map(rate -> seconds(rate, vm.rest(), now)).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble seconds(CopyRate rate, long rest, Instant now) {
        return rest > 0 && rate.tells(now) ? OptionalDouble.of(rest / rate.perSecond(now)) : OptionalDouble.empty();
    }

    private static String joined(String... words) {
        return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String words(double perSecond) {
        return perSecond <= 0
                ? ""
                : String.format(Locale.ROOT, perSecond < SLOW ? "%.1f MiB/s" : "%.0f MiB/s", perSecond);
    }

    private static String left(double seconds) {
        return "about " + Durations.words(rounded(seconds)) + " left";
    }

    /** Up, and no more exact than such a figure can be. */
    private static Duration rounded(double seconds) {
        Duration exact = Duration.ofSeconds((long) Math.ceil(seconds));
        long unit = exact.compareTo(MINUTE) <= 0 ? 10 : exact.compareTo(LONG) < 0 ? 30 : MINUTE.toSeconds();
        return Duration.ofSeconds((exact.toSeconds() + unit - 1) / unit * unit);
    }
}
