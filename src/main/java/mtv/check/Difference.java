package mtv.check;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One property of one VM that is not as it must be.
 *
 * @param property such as {@code NIC 0 network}
 * @param expected with where it comes from, when that is not plain
 */
public record Difference(String vm, String property, String expected, String actual) {

    @Override
    public String toString() {
        return vm + ": " + property + " expected " + expected + ", but was " + actual;
    }

    /** For a report: how many, then one per line. */
    public static String describe(List<Difference> differences) {
        String count = differences.size() == 1 ? "1 difference" : differences.size() + " differences";
        return differences.stream()
                .map(difference -> System.lineSeparator() + "  " + difference)
                .collect(Collectors.joining("", count + " between source and destination:", ""));
    }
}
