package mtv.check.whole;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Which paths of a document the table lets vary, whatever else must hold for its rows. */
public final class FreePaths {

    private static final ExplanationTable TABLE = new ExplanationTable(List.of());

    private FreePaths() {}

    /** Whether everything at a path of a document, and below it, may be anything or be absent. */
    public static boolean isFree(String role, JsonNode document, JsonPointer path) {
        List<String> names = new ArrayList<>();
        List<JsonNode> nodes = new ArrayList<>();
        JsonNode at = document;
        for (JsonPointer rest = path; !rest.matches(); rest = rest.tail()) {
            at = at.isArray() ? at.path(rest.getMatchingIndex()) : at.path(rest.getMatchingProperty());
            names.add(rest.getMatchingProperty());
            nodes.add(at);
        }
        Leaf place = new Leaf(names, nodes, at);
        List<Leaf> leaves = Leaf.of(at);
        return !leaves.isEmpty()
                && leaves.stream()
                        .map(place::down)
                        .allMatch(leaf -> TABLE.rowsOf(role).stream()
                                .anyMatch(row -> row.free().isPresent() && row.isOf(leaf)));
    }
}
