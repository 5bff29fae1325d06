package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The shape of an answer: its field paths with the JSON types seen there. {@code []} is an element, {@code *} any key,
 * and {@code ?} after the types means that not every object has the field.
 */
final class AnswerShape {

    private static final Set<String> FREE =
            Set.of("labels", "annotations", "nodeSelector", "matchLabels", "parameters");

    private final Map<String, Found> found = new LinkedHashMap<>();

    private static final class Found {

        private final Set<String> types = new TreeSet<>();
        private final String parent;
        private int count;

        Found(String parent) {
            this.parent = parent;
        }
    }

    private AnswerShape() {}

    static ObjectNode of(JsonNode answer) {
        AnswerShape shape = new AnswerShape();
        shape.walk(answer, "$", null);
        ObjectNode types = JsonNodeFactory.instance.objectNode();
        shape.found.forEach((path, there) -> types.put(path, shape.types(path, there)));
        return types;
    }

    private String types(String path, Found there) {
        boolean element = path.endsWith("[]") || path.endsWith("*");
        boolean rare = there.parent != null && !element && there.count < found.get(there.parent).count;
        return String.join(" or ", there.types) + (rare ? "?" : "");
    }

    private void walk(JsonNode node, String at, String parent) {
        Found there = found.computeIfAbsent(at, path -> new Found(parent));
        there.count++;
        if (node.isObject()) {
            there.types.add("object");
            boolean free = FREE.contains(at.substring(at.lastIndexOf('.') + 1));
            node.properties().forEach(field -> {
                if (!field.getKey().equals("managedFields")) {
                    walk(field.getValue(), at + "." + (free ? "*" : field.getKey()), at);
                }
            });
        } else if (node.isArray()) {
            there.types.add(node.isEmpty() ? "empty array" : "array");
            node.forEach(element -> walk(element, at + "[]", at));
        } else {
            there.types.add(
                    node.isNull() ? "null" : node.isBoolean() ? "boolean" : node.isTextual() ? "string" : "number");
        }
    }

    /**
     * The differences between two shapes. A path below an array or object that is empty or null on one side is not
     * compared.
     */
    static List<Difference> differences(JsonNode real, JsonNode here) {
        List<Difference> differences = new ArrayList<>();
        Set<String> paths = new TreeSet<>();
        real.fieldNames().forEachRemaining(paths::add);
        here.fieldNames().forEachRemaining(paths::add);
        for (String path : paths) {
            String a = real.path(path).asText(Difference.ABSENT);
            String b = here.path(path).asText(Difference.ABSENT);
            boolean absent = a.equals(Difference.ABSENT) || b.equals(Difference.ABSENT);
            if (kinds(a).equals(kinds(b)) || absent && saysNothing(path, real, here)) {
                continue;
            }
            if (!absent || differences.stream().noneMatch(known -> isBelow(path, known.path()))) {
                differences.add(new Difference(path, a, b));
            }
        }
        return differences;
    }

    /** The types without marks. How often a field occurs, and which arrays are empty, depends on the VMs. */
    private static Set<String> kinds(String types) {
        return Arrays.stream(types.replaceAll("\\?+$", "").split(" or "))
                .map(word -> word.replaceFirst("^empty ", ""))
                .collect(Collectors.toSet());
    }

    private static boolean saysNothing(String path, JsonNode real, JsonNode here) {
        for (JsonNode side : List.of(real, here)) {
            for (Map.Entry<String, JsonNode> other : side.properties()) {
                String at = other.getKey();
                boolean above = isBelow(path, at);
                boolean sometimes =
                        (above || path.equals(at)) && other.getValue().asText().contains("?");
                if (sometimes || above && isLeaf(at, side)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLeaf(String path, JsonNode side) {
        return side.properties().stream().noneMatch(other -> isBelow(other.getKey(), path));
    }

    private static boolean isBelow(String path, String parent) {
        return path.length() > parent.length()
                && path.startsWith(parent)
                && ".[".indexOf(path.charAt(parent.length())) >= 0;
    }
}
