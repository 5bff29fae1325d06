package mtv.sandbox.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Differences that are accepted, with a reason for each. A line has a case's id and a path, both with {@code *}, and
 * the reason after {@code #}.
 */
final class KnownDifferences {

    /** The start of a reason for differences that depend on the speed of the machine. */
    private static final String PACE = "pace:";

    private final List<Row> rows;
    private final Set<Row> used = new LinkedHashSet<>();

    /** @param reason why it is accepted; never empty */
    private record Row(String id, String path, String reason) {

        static Row of(String line) {
            String[] halves = line.split("#", 2);
            String[] words = halves[0].strip().split("\\s+", 2);
            if (halves.length < 2 || halves[1].isBlank()) {
                throw new IllegalArgumentException("known.txt: no reason behind # in: " + line);
            }
            return new Row(words[0], words.length > 1 ? words[1] : "*", halves[1].strip());
        }
    }

    private KnownDifferences(List<Row> rows) {
        this.rows = rows;
    }

    static KnownDifferences own() {
        try (InputStream in = KnownDifferences.class.getResourceAsStream("known.txt")) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("known.txt", e);
        }
    }

    /** Reads the lines. A line that starts with {@code #} is a comment. */
    static KnownDifferences of(String text) {
        return new KnownDifferences(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::of)
                .toList());
    }

    boolean has(String id, Difference difference) {
        List<Row> fitting = rows.stream()
                .filter(row -> GlobPattern.matches(id, row.id()) && GlobPattern.matches(difference.path(), row.path()))
                .toList();
        synchronized (used) {
            used.addAll(fitting);
        }
        return !fitting.isEmpty();
    }

    /**
     * Lines that no difference matched, and which can be removed. Lines about the speed of the machine are left out.
     */
    List<String> unused() {
        return rows.stream()
                .filter(row -> !used.contains(row) && !row.reason().startsWith(PACE))
                .map(row -> row.id() + " " + row.path())
                .toList();
    }
}
