package mtv.check.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.check.compare.JsonTable;
import mtv.vm.Document;
import mtv.vm.Documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The paths whose values may vary, by the rows of {@code explained.json} that give a reason for that. */
public final class FreePaths {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Documents documents;
    private final List<Row> rows = new ArrayList<>();

    private record Row(ExplanationRow row, List<String> roles, Explanation explanation) {}

    /** @param documents of a VM and of its run, to which conditions of rows refer */
    public FreePaths(Documents documents) {
        this.documents = documents;
        JsonTable.of("/mtv/check/explained.json").stream()
                .map(group -> JSON.convertValue(group, ExplanationRow.Group.class))
                .forEach(group -> group.rows().stream()
                        .map(row -> row.in(group))
                        .forEach(row -> rows.add(new Row(row, group.of(), new Explanation(row)))));
    }

    /** Whether each value at the path and below it may be another one, or be there in addition. */
    public boolean mayVary(Document document, List<String> path) {
        return leaves(document, path)
                .allMatch(leaf -> row(document, leaf).map(ExplanationRow::free).isPresent());
    }

    /** Whether each value at the path and below it may be missing. */
    public boolean mayBeMissing(Document document, List<String> path) {
        return leaves(document, path)
                .allMatch(leaf -> row(document, leaf)
                        .filter(row -> row.free() != null && !row.required())
                        .isPresent());
    }

    /** The first one decides, as it does in a comparison. */
    private Optional<ExplanationRow> row(Document document, Leaf leaf) {
        return rows.stream()
                .filter(row -> row.roles().contains(document.role()))
                .filter(row -> row.explanation().holds(documents, document))
                .filter(row -> row.explanation().isOf(leaf))
                .findFirst()
                .map(Row::row);
    }

    private static Stream<Leaf> leaves(Document document, List<String> path) {
        List<JsonNode> nodes = new ArrayList<>();
        JsonNode node = document.tree();
        for (String name : path) {
            node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
            nodes.add(node);
        }
        return Leaf.of(node).stream()
                .map(below -> new Leaf(both(path, below.path()), both(nodes, below.nodes()), below.value()));
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
