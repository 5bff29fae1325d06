package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule of MTV's policy agent: like the real ones, it looks at a machine as the inventory shows it.
 *
 * @param category {@code Critical}, {@code Warning} or {@code Information}; a critical one blocks a Plan
 * @param when all of these must hold
 */
record Concern(String id, String category, String label, List<Line> when) {

    /**
     * @param paths whose values are looked at together
     * @param not whether some value must not match, instead of some value matching
     */
    record Line(List<String[]> paths, Pattern pattern, boolean not) {

        boolean holds(JsonNode vm) {
            List<String> values = new ArrayList<>();
            paths.forEach(path -> collect(vm, path, 0, values));
            return values.stream().anyMatch(value -> pattern.matcher(value).matches() != not);
        }
    }

    /**
     * {@code when} has paths, with commas between them, and a pattern for each; {@code !} in front of it: not. A path's
     * {@code *} is every field, its {@code #} how many elements there are.
     */
    static Concern of(JsonNode json) {
        List<Line> lines = new ArrayList<>();
        json.path("when").properties().forEach(line -> {
            String pattern = line.getValue().asText();
            boolean not = pattern.startsWith("!");
            lines.add(new Line(
                    Stream.of(line.getKey().split(","))
                            .map(path -> path.split("\\."))
                            .toList(),
                    Pattern.compile(not ? pattern.substring(1) : pattern),
                    not));
        });
        return new Concern(
                json.path("id").asText(),
                json.path("category").asText(),
                json.path("label").asText(),
                List.copyOf(lines));
    }

    boolean holds(JsonNode vm) {
        return when.stream().allMatch(line -> line.holds(vm));
    }

    /** As the inventory writes it. */
    ObjectNode json(ObjectNode into) {
        return into.put("id", id).put("label", label).put("category", category).put("assessment", label + ".");
    }

    private static void collect(JsonNode node, String[] steps, int step, List<String> values) {
        if (step < steps.length && steps[step].equals("#")) {
            values.add(String.valueOf(node.size()));
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, steps, step, values));
        } else if (step == steps.length) {
            values.add(node.asText());
        } else if (steps[step].equals("*")) {
            node.forEach(element -> collect(element, steps, step + 1, values));
        } else {
            collect(node.path(steps[step]), steps, step + 1, values);
        }
    }
}
