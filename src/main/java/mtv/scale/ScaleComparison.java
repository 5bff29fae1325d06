package mtv.scale;

import mtv.scale.ScaleRow.Spread;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Compares the tables of two runs, such as before and after an upgrade: what got slower, and what newly differs.
 *
 * @param ratio by how much it may get slower, such as 1.25
 */
record ScaleComparison(Map<String, ScaleRow> before, Map<String, ScaleRow> after, double ratio) {

    private static final double MIB_OF_A_GIB = 1024;

    /** MTV looks at a VM every three seconds, and writes times to the second. */
    private static final double ROUNDING_SECONDS = 5;

    /** What the comparison says, for people. */
    record Verdict(List<String> worse, List<String> remarks) {}

    /** @throws IllegalArgumentException when the two have no migration in common, or the ratio is below 1 */
    static ScaleComparison of(List<ScaleRow> before, List<ScaleRow> after, double ratio) {
        if (!(ratio >= 1)) {
            throw new IllegalArgumentException("The ratio is " + ratio + ", and only 1 or more can be slower");
        }
        Set<ScaleRow.Place> common = places(before);
        common.retainAll(places(after));
        if (common.isEmpty()) {
            throw new IllegalArgumentException(
                    "The runs have no migration in common: " + places(before) + " and " + places(after));
        }
        return new ScaleComparison(byKey(before), byKey(after), ratio);
    }

    private static Set<ScaleRow.Place> places(List<ScaleRow> rows) {
        return rows.stream()
                .map(ScaleRow::place)
                .collect(Collectors.toCollection(
                        () -> new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()))));
    }

    /** A migration that was made several times counts by its medians. */
    private static Map<String, ScaleRow> byKey(List<ScaleRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        ScaleRow::key,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), ScaleComparison::median)));
    }

    private static ScaleRow median(List<ScaleRow> same) {
        ScaleRow first = same.get(0);
        return new ScaleRow(
                first.place(),
                first.size(),
                first.what(),
                first.unit(),
                new Spread(median(same, Spread::p50), median(same, Spread::p95), median(same, Spread::max)));
    }

    private static double median(List<ScaleRow> same, ToDoubleFunction<Spread> of) {
        return same.stream()
                .mapToDouble(row -> of.applyAsDouble(row.spread()))
                .sorted()
                .skip((same.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    Verdict verdict() {
        List<String> worse = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        Set<String> placesBefore = names(before);
        Set<String> placesAfter = names(after);
        placesBefore.stream()
                .filter(place -> !placesAfter.contains(place))
                .forEach(place -> remarks.add(place + " was only migrated before"));
        placesAfter.stream()
                .filter(place -> !placesBefore.contains(place))
                .forEach(place -> remarks.add(place + " was only migrated after"));
        after.values().stream()
                .filter(row -> placesBefore.contains(row.place().toString()))
                .forEach(row -> compare(row, worse, remarks));
        before.values().stream()
                .filter(row -> placesAfter.contains(row.place().toString()) && !after.containsKey(row.key()))
                .forEach(row -> remarks.add(row.key() + (row.isDifference() ? " is gone" : " was only there before")));
        return new Verdict(worse, remarks);
    }

    private static Set<String> names(Map<String, ScaleRow> rows) {
        return rows.values().stream().map(row -> row.place().toString()).collect(Collectors.toCollection(TreeSet::new));
    }

    private void compare(ScaleRow now, List<String> worse, List<String> remarks) {
        ScaleRow then = before.get(now.key());
        if (now.isDifference()) {
            double earlier = then == null ? 0 : then.spread().max();
            if (now.spread().max() > earlier) {
                worse.add(String.format(
                        Locale.ROOT,
                        "%s: %.0f findings, before %.0f",
                        now.key(),
                        now.spread().max(),
                        earlier));
            }
        } else if (then == null) {
            remarks.add(now.key() + " is only there after");
        } else {
            compare(now, then, worse, remarks);
        }
    }

    private void compare(ScaleRow now, ScaleRow then, List<String> worse, List<String> remarks) {
        if (!now.size().equals(then.size())) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s: %d VMs with %.1f GiB, before %d with %.1f GiB",
                    now.key(),
                    now.size().vms(),
                    now.size().gib(),
                    then.size().vms(),
                    then.size().gib()));
        }
        if (isSlower(now, now.spread().p50(), then.spread().p50())
                || isSlower(now, now.spread().p95(), then.spread().p95())) {
            worse.add(now.key() + ": " + words(now) + ", before " + words(then));
        }
    }

    private boolean isSlower(ScaleRow row, double now, double then) {
        if (row.unit().equals(ScaleRow.RATE)) {
            double mib = row.size().gib() * MIB_OF_A_GIB / row.size().vms();
            return now * ratio < then && mib / now - mib / then > ROUNDING_SECONDS;
        }
        return now > then * ratio && now - then > ROUNDING_SECONDS;
    }

    private static String words(ScaleRow row) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f, p95 %.1f, max %.1f %s",
                row.spread().p50(),
                row.spread().p95(),
                row.spread().max(),
                row.unit());
    }
}
