package mtv.acceptance.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.check.Checks;
import mtv.check.compare.Check;
import mtv.sandbox.faults.FaultCatalogue;
import mtv.sandbox.faults.FaultRow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes the page on which a person who reads no code sees what is checked, and which faults prove it. */
public final class ChecksPage {

    private static final Map<String, Check<?>> CHECKS = Checks.all().stream()
            .collect(Collectors.toMap(Check::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));

    private final Matrix matrix;
    private final Map<String, String> says;
    private final JsonNode outline;

    /** @param says what each fault does, by its name */
    public ChecksPage(Matrix matrix, Map<String, String> says) throws IOException {
        this.matrix = matrix;
        this.says = says;
        this.outline = new ObjectMapper().readTree(resource("page.json"));
    }

    /** Into {@code target/checks.html}, or the file that the only argument names. */
    public static void main(String[] args) throws IOException {
        Path page = Path.of(args.length == 0 ? "target/checks.html" : args[0]);
        Files.writeString(page, new ChecksPage(Matrix.read(), catalogue()).html());
    }

    /** The sentences of the sandbox's faults, and of those that only the matrix has. */
    public static Map<String, String> catalogue() throws IOException {
        return FaultCatalogue.of(Set.of(), List.of(Matrix.copy("/mtv/acceptance/matrix/faults.json"))).rows().stream()
                .collect(Collectors.toMap(FaultRow::name, FaultRow::says));
    }

    public String html() throws IOException {
        return resource("checks.html")
                .replace("${tiles}", tiles())
                .replace("${unproven}", unprovenChecks())
                .replace("${summary}", each(outline.path("groups"), this::summary) + summaryOfLinks())
                .replace("${groups}", each(outline.path("groups"), this::group))
                .replace("${links}", links());
    }

    /** Ids of the checks that no row of the matrix is declared for. */
    public List<String> unproven() {
        return CHECKS.keySet().stream().filter(id -> rows(id).isEmpty()).toList();
    }

    private List<MatrixRow> rows(String expect) {
        return matrix.rows().stream().filter(row -> row.expect().equals(expect)).toList();
    }

    private String tiles() {
        int blind = unproven().size();
        return tile("", CHECKS.size(), "checks")
                + tile("good", CHECKS.size() - blind, "proven by a fault of their own")
                + tile(blind == 0 ? "good" : "bad", blind, "without a proving fault")
                + tile(
                        "",
                        matrix.rows().stream().map(MatrixRow::fault).distinct().count(),
                        "faults")
                + tile("", matrix.rows().size(), "migrations that go wrong");
    }

    private static String tile(String kind, long number, String what) {
        return "<div class=\"tile %s\"><b>%d</b>%s</div>%n".formatted(kind, number, what);
    }

    private String unprovenChecks() {
        return unproven().isEmpty()
                ? ""
                : "<p class=\"missing\">No fault proves "
                        + unproven().stream().map(ChecksPage::link).collect(Collectors.joining(", ")) + ".</p>";
    }

    private static String link(String check) {
        return "<a href=\"#%s\"><code>%s</code></a>".formatted(check, check);
    }

    private String summary(JsonNode group) {
        List<String> ids = ids(group);
        long proven = ids.stream().filter(id -> !rows(id).isEmpty()).count();
        int migrations = ids.stream().mapToInt(id -> rows(id).size()).sum();
        String title = escape(group.path("title").asText());
        return """
                <tr><td><a href="#%s">%s</a></td>
                <td class="number">%d</td><td class="number">%d</td><td class="number">%d</td></tr>
                """.formatted(anchor(group), title, ids.size(), proven, migrations);
    }

    private String summaryOfLinks() {
        long migrations = matrix.rows().stream()
                .filter(row -> outline.path("links").has(row.expect()))
                .count();
        return """
                <tr><td><a href="#links">Faults that end a run</a></td>
                <td class="number"></td><td class="number"></td><td class="number">%d</td></tr>
                """.formatted(migrations);
    }

    private String group(JsonNode group) {
        return """
                <h2 id="%s">%s</h2>
                <p class="soft">%s</p>
                <div class="box"><table>
                <thead><tr><th class="what">Check</th><th>Faults that prove it</th></tr></thead>
                <tbody>
                %s</tbody>
                </table></div>
                """.formatted(
                        anchor(group),
                        escape(group.path("title").asText()),
                        escape(group.path("about").asText()),
                        ids(group).stream().map(this::check).collect(Collectors.joining()));
    }

    private String check(String id) {
        String proof = rows(id).isEmpty() ? "<p class=\"missing\">No fault proves it.</p>" : faults(rows(id));
        String reason = matrix.entangled().get(id);
        return tableRow(
                id,
                "<p><code class=\"id\">%s</code></p><p>%s</p>"
                        .formatted(id, escape(CHECKS.get(id).compares())),
                proof
                        + alsoBy(id)
                        + (reason == null
                                ? ""
                                : "<p class=\"soft\">Why never alone: %s</p>".formatted(escape(reason))));
    }

    /** Faults that are made for other checks, and that this one finds too. */
    private String alsoBy(String id) {
        List<String> faults = matrix.rows().stream()
                .filter(row -> row.consequences().contains(id))
                .map(MatrixRow::fault)
                .distinct()
                .toList();
        return faults.isEmpty()
                ? ""
                : "<p class=\"soft\">Notices too: <code>%s</code></p>".formatted(String.join(", ", faults));
    }

    /** The rows that a step of the chain ends, not a check. */
    private String links() {
        return outline.path("links").properties().stream()
                .filter(link -> !rows(link.getKey()).isEmpty())
                .map(link -> tableRow(
                        link.getKey(),
                        "<p><code class=\"id\">%s</code></p><p>%s</p>"
                                .formatted(link.getKey(), escape(link.getValue().asText())),
                        faults(rows(link.getKey()))))
                .collect(Collectors.joining());
    }

    private static String tableRow(String id, String what, String proof) {
        return "<tr id=\"%s\"><td>%s</td><td>%s</td></tr>%n".formatted(id, what, proof);
    }

    private String faults(List<MatrixRow> rows) {
        Collection<List<MatrixRow>> byFault = rows.stream()
                .collect(Collectors.groupingBy(MatrixRow::fault, LinkedHashMap::new, Collectors.toList()))
                .values();
        return byFault.stream().map(this::fault).collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private String fault(List<MatrixRow> variants) {
        String fault = variants.get(0).fault();
        return "<li>%s <code class=\"soft\">%s</code> %s</li>"
                .formatted(
                        escape(says.get(fault)),
                        fault,
                        variants.stream().map(ChecksPage::variant).collect(Collectors.joining()));
    }

    private static String variant(MatrixRow row) {
        List<String> special = new ArrayList<>(List.of(row.mark()));
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
        return "<span class=\"row\">" + escape(String.join(" · ", special)) + "</span>";
    }

    /** What a key says by itself, or what is too long for a label, is left out. */
    private static String words(Object value) {
        return value instanceof String || Boolean.FALSE.equals(value) ? " " + value : "";
    }

    private static String anchor(JsonNode group) {
        return "group-" + group.path("title").asText().replaceAll("\\W+", "-");
    }

    private static List<String> ids(JsonNode group) {
        return StreamSupport.stream(group.path("checks").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String each(JsonNode array, Function<JsonNode, String> text) {
        return StreamSupport.stream(array.spliterator(), false).map(text).collect(Collectors.joining());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = ChecksPage.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
