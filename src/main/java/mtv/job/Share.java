package mtv.job;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of several into which the tests of a run are divided, each for a process of its own. All processes divide
 * alike, so that every test is in one part.
 *
 * @param index from 0
 */
public record Share(int index, int count) {

    private static final Pattern NOTATION = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    /** For a test that was never measured where no other was either. */
    private static final double ANY_TIME = 1;

    public Share {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "share " + index + "/" + count + " is none: the shares are numbered from 0 to " + (count - 1));
        }
    }

    /** @param text such as {@code 0/4} for the first of four */
    static Share of(String text) {
        Matcher parts = NOTATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("share \"" + text + "\" is not like 0/4, which is the first of four");
        }
        return new Share(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /**
     * The tests of this part: the longest first, each to the part that has least to do so far.
     *
     * @param durations in seconds, of those that were measured
     */
    Set<String> of(Set<String> tests, Map<String, Double> durations) {
        double usual = tests.stream()
                .filter(durations::containsKey)
                .mapToDouble(durations::get)
                .average()
                .orElse(ANY_TIME);
        List<String> longestFirst = tests.stream()
                .sorted(Comparator.<String>comparingDouble(test -> durations.getOrDefault(test, usual))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        Map<Integer, Double> loads = new HashMap<>();
        Set<String> own = new TreeSet<>();
        for (String test : longestFirst) {
            int least = least(loads);
            loads.merge(least, durations.getOrDefault(test, usual), Double::sum);
            if (least == index) {
                own.add(test);
            }
        }
        return own;
    }

    private int least(Map<Integer, Double> loads) {
        int least = 0;
        for (int part = 1; part < count; part++) {
            if (loads.getOrDefault(part, 0.0) < loads.getOrDefault(least, 0.0)) {
                least = part;
            }
        }
        return least;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
