package mtv.acceptance.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.check.Checks;
import mtv.check.compare.Check;
import mtv.sandbox.faults.FaultCatalogue;
import mtv.sandbox.faults.FaultRow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page of all checks, generated: what each compares, by topic, and the faults that prove it. A person who reads no
 * code sees there what the suite would notice.
 */
public final class ChecksPage {

    /** The page as it is committed. */
    static final Path FILE = Path.of("src/site/markdown/checks.md");

    private static final Map<String, Check<?>> CHECKS = Checks.all().stream()
            .collect(Collectors.toMap(Check::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));

    private static final String HEAD = """
            # What is checked, and what proves it

            After a migration each VM is compared with its source, property by property, and the run with what was
            asked for. Each property is a check. A check that passes says little by itself, since it could be blind.
            Therefore each check has *faults*: wrong results that the sandbox's MTV is made to produce, and that the
            check must report. The fault matrix runs all of them, and fails when one goes unnoticed.

            The checks are listed by topic, and below each check the faults that prove it. Behind a fault stands what is
            special about its migrations in the matrix; without such words it is a cold migration from vSphere, of a
            running Linux VM, to the remote cluster.

            This page is generated:

            ```console
            mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=mtv.acceptance.matrix.ChecksPage
            ```
            """;

    private final Matrix matrix;
    private final Map<String, String> says;
    private final JsonNode outline;

    /** @param says what each fault does, by its name */
    ChecksPage(Matrix matrix, Map<String, String> says) throws IOException {
        this.matrix = matrix;
        this.says = says;
        try (InputStream page = ChecksPage.class.getResourceAsStream("page.json")) {
            this.outline = new ObjectMapper().readTree(page);
        }
    }

    /** Into {@code src/site/markdown/checks.md}, or the file that the only argument names. */
    public static void main(String[] args) throws IOException {
        Path page = args.length == 0 ? FILE : Path.of(args[0]);
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.writeString(page, new ChecksPage(Matrix.read(), catalogue()).markdown());
    }

    /** The sentences of the sandbox's faults, and of those that only the matrix has. */
    static Map<String, String> catalogue() throws IOException {
        return FaultCatalogue.of(Set.of(), List.of(Matrix.copy("/mtv/acceptance/matrix/faults.json"))).rows().stream()
                .collect(Collectors.toMap(FaultRow::name, FaultRow::says));
    }

    String markdown() {
        return HEAD
                + summary()
                + unprovenChecks()
                + outline.path("groups").valueStream().map(this::group).collect(Collectors.joining())
                + links();
    }

    /** Ids of the checks that no row of the matrix is declared for. */
    List<String> unproven() {
        return CHECKS.keySet().stream().filter(id -> rows(id).isEmpty()).toList();
    }

    private List<MatrixRow> rows(String expect) {
        return matrix.rows().stream().filter(row -> row.expect().equals(expect)).toList();
    }

    private String summary() {
        Stream<String> groups = outline.path("groups").valueStream().map(group -> {
            List<String> ids = ids(group);
            return summary(
                    group.path("title").asText(),
                    ids.size() + "",
                    ids.stream().filter(id -> !rows(id).isEmpty()).count() + "",
                    ids.stream().mapToInt(id -> rows(id).size()).sum());
        });
        int ofLinks =
                links(link -> rows(link).size()).mapToInt(Integer::intValue).sum();
        Stream<String> others = Stream.of(
                summary("Faults that end a run", "", "", ofLinks),
                summary(
                        "All",
                        CHECKS.size() + "",
                        CHECKS.size() - unproven().size() + "",
                        matrix.rows().size()));
        return """

                | topic | checks | proven by a fault | migrations |
                |---|---:|---:|---:|
                """ + Stream.concat(groups, others).collect(Collectors.joining());
    }

    private static String summary(String topic, String checks, String proven, int migrations) {
        return "| %s | %s | %s | %d |%n".formatted(topic, checks, proven, migrations);
    }

    private String unprovenChecks() {
        return unproven().isEmpty() ? "" : "%nNo fault proves %s.%n".formatted(codes(unproven()));
    }

    private String group(JsonNode group) {
        return section(
                group.path("title").asText(),
                group.path("about").asText(),
                ids(group).stream().map(this::check));
    }

    private static String section(String title, String about, Stream<String> entries) {
        return "%n## %s%n%n%s%n%n%s".formatted(title, about, entries.collect(Collectors.joining()));
    }

    private String check(String id) {
        String proof = rows(id).isEmpty() ? item("No fault proves it.") : faults(rows(id));
        return entry(id, CHECKS.get(id).compares()) + proof + alsoBy(id) + notAlone(id);
    }

    /** Faults that are made for other checks, and that this one finds too. */
    private String alsoBy(String id) {
        Set<String> own = rows(id).stream().map(MatrixRow::fault).collect(Collectors.toSet());
        List<String> faults = matrix.rows().stream()
                .filter(row -> row.consequences().contains(id))
                .map(MatrixRow::fault)
                .filter(fault -> !own.contains(fault))
                .distinct()
                .toList();
        return faults.isEmpty() ? "" : item("Also reports " + codes(faults) + ".");
    }

    private String notAlone(String id) {
        String reason = matrix.entangled().get(id);
        return reason == null ? "" : item("Never the only check that reports a fault: " + reason);
    }

    /** The rows that a step of the chain ends, not a check. */
    private String links() {
        return section(
                "Faults that end a run",
                "Not every fault reaches the comparison: here a step of the suite must fail, and say why.",
                links(link -> rows(link).isEmpty()
                        ? ""
                        : entry(link, outline.path("links").path(link).asText() + ".") + faults(rows(link))));
    }

    private <T> Stream<T> links(Function<String, T> each) {
        return outline.path("links").properties().stream()
                .map(Map.Entry::getKey)
                .map(each);
    }

    private String faults(List<MatrixRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(MatrixRow::fault, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(this::fault)
                .collect(Collectors.joining());
    }

    private String fault(List<MatrixRow> rows) {
        String fault = rows.get(0).fault();
        String special = rows.stream()
                .map(ChecksPage::special)
                .map(text -> text.isEmpty() ? "as usual" : text)
                .collect(Collectors.joining("; "));
        String variants = rows.size() > 1
                ? " %d migrations: %s.".formatted(rows.size(), special)
                : special.equals("as usual") ? "" : " Migration: " + special + ".";
        return item("`%s`: %s%s".formatted(fault, says.get(fault), variants));
    }

    private static String special(MatrixRow row) {
        List<String> special = new ArrayList<>();
        Stream.of(
                        row.warm() ? "warm" : "",
                        row.source().equals("vsphere") ? "" : "from " + row.source(),
                        row.destination().equals("remote") ? "" : "to the own cluster",
                        row.clusters() == 1 ? "" : row.clusters() + " clusters",
                        Set.of("linux", row.source()).contains(row.machine()) ? "" : "machine " + row.machine())
                .filter(text -> !text.isEmpty())
                .forEach(special::add);
        row.with().forEach(other -> special.add("with " + other));
        Stream.of(row.vm(), row.scenario())
                .flatMap(asked -> asked.entrySet().stream())
                .forEach(asked -> special.add(asked.getKey().replace('_', ' ') + words(asked.getValue())));
        return String.join(", ", special);
    }

    /** What a key says by itself, or what is too long for a list, is left out. */
    private static String words(Object value) {
        return value instanceof String || Boolean.FALSE.equals(value) ? " " + value : "";
    }

    private static String entry(String id, String what) {
        return "- **`%s`** %s%n".formatted(id, what);
    }

    private static String item(String text) {
        return "  - %s%n".formatted(text);
    }

    private static String codes(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static List<String> ids(JsonNode group) {
        return group.path("checks").valueStream().map(JsonNode::asText).toList();
    }
}
