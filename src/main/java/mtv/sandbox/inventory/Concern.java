package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A rule of MTV's policy agent: like the real ones, it looks at a machine as the inventory shows it.
 *
 * @param category {@code Critical}, {@code Warning} or {@code Information}; a critical one blocks a Plan
 * @param when by path, a pattern that one of the values there has; {@code !} in front: has not. Paths with commas
 *     between them are looked at together; all lines must hold
 */
record Concern(String id, String category, String label, Map<String, String> when) {

    boolean holds(JsonNode vm) {
        return when.entrySet().stream().allMatch(line -> {
            boolean not = line.getValue().startsWith("!");
            Pattern pattern = Pattern.compile(not ? line.getValue().substring(1) : line.getValue());
            return values(vm, line.getKey()).stream()
                    .anyMatch(value -> pattern.matcher(value).matches() != not);
        });
    }

    /** As the inventory writes it. */
    ObjectNode json(ObjectNode into) {
        return into.put("id", id).put("label", label).put("category", category).put("assessment", label + ".");
    }

    private static List<String> values(JsonNode vm, String paths) {
        List<String> values = new ArrayList<>();
        for (String path : paths.split(",")) {
            collect(vm, path.split("\\."), 0, values);
        }
        return values;
    }

    private static void collect(JsonNode node, String[] steps, int step, List<String> values) {
        if (node.isArray()) {
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
