package mtv.sandbox.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.json.JsonSelector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule of MTV's policy agent: like the real ones, it looks at a workload, which is a machine together with its host,
 * cluster, disks, flavor and image.
 *
 * @param category {@code Critical}, {@code Warning} or {@code Information}; a critical one blocks a Plan
 * @param of what is looked at one by one; the workload itself when this is empty
 * @param when all of these must hold of the same one
 */
record Concern(String id, String category, String label, JsonSelector of, List<Line> when) {

    /**
     * @param paths whose values are looked at together
     * @param wanted of some value
     */
    record Line(List<JsonSelector> paths, Predicate<JsonNode> wanted) {

        boolean holds(JsonNode node) {
            return paths.stream().anyMatch(path -> path.values(node).stream().anyMatch(wanted));
        }
    }

    /**
     * {@code when} has paths, with commas between them, and what is wanted of a value there: {@code <3}, {@code >3}, a
     * pattern, or behind a {@code !} a pattern that does not match.
     */
    @JsonCreator
    static Concern of(JsonNode json) {
        List<Line> lines = new ArrayList<>();
        json.path("when")
                .properties()
                .forEach(line -> lines.add(new Line(
                        Stream.of(line.getKey().split(","))
                                .map(JsonSelector::of)
                                .toList(),
                        wanted(line.getValue().asText()))));
        return new Concern(
                json.path("id").asText(),
                json.path("category").asText(),
                json.path("label").asText(),
                JsonSelector.of(json.path("of").asText()),
                List.copyOf(lines));
    }

    private static Predicate<JsonNode> wanted(String text) {
        String rest = text.substring(Math.min(1, text.length()));
        if (text.startsWith("<")) {
            return value -> value.isNumber() && value.asLong() < Long.parseLong(rest);
        }
        if (text.startsWith(">")) {
            return value -> value.isNumber() && value.asLong() > Long.parseLong(rest);
        }
        boolean not = text.startsWith("!");
        Pattern pattern = Pattern.compile(not ? rest : text);
        return value -> pattern.matcher(value.asText()).matches() != not;
    }

    boolean holds(JsonNode workload) {
        return of.values(workload).stream().anyMatch(one -> when.stream().allMatch(line -> line.holds(one)));
    }

    /** As the inventory writes it. */
    ObjectNode json(ObjectNode into) {
        return into.put("id", id).put("label", label).put("category", category).put("assessment", label + ".");
    }
}
