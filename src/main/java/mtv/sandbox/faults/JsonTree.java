package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Places in a JSON tree, by a pointer that may name several: {@code *} is every element, {@code last} and {@code -} the
 * last and the one behind it, {@code [type=Ready]} those with such a field, {@code {vm}} those of the VM in question.
 */
record JsonTree(JsonNode root, Predicate<JsonNode> vm) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** One place; what is there may be missing. */
    record Spot(JsonNode parent, String key, int index) {

        JsonNode get() {
            return parent.isArray() ? parent.path(index) : parent.path(key);
        }

        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(key, value);
            } else if (parent instanceof ArrayNode array && index == array.size()) {
                array.add(value);
            } else if (parent instanceof ArrayNode array) {
                array.set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(key);
            } else if (parent instanceof ArrayNode array) {
                array.remove(index);
            }
        }
    }

    static JsonTree of(JsonNode root) {
        return new JsonTree(root, element -> true);
    }

    void edit(List<TreeEdit> edits) {
        edits.forEach(each -> each.apply(this));
    }

    /** Those that are there. */
    List<Spot> find(String path) {
        return walk(path, false).stream()
                .filter(spot -> !spot.get().isMissingNode())
                .toList();
    }

    /** Those that are or could be there; what leads to them is made. */
    List<Spot> make(String path) {
        return walk(path, true);
    }

    private List<Spot> walk(String path, boolean make) {
        String[] segments = path.substring(1).split("/");
        List<Spot> spots = step(root, segments[0]);
        for (int i = 1; i < segments.length; i++) {
            List<Spot> next = new ArrayList<>();
            for (Spot spot : spots) {
                if (make && spot.get().isMissingNode()) {
                    spot.set("-".equals(segments[i]) ? NODES.arrayNode() : NODES.objectNode());
                }
                next.addAll(step(spot.get(), segments[i]));
            }
            spots = next;
        }
        return spots;
    }

    private List<Spot> step(JsonNode parent, String segment) {
        if (parent instanceof ArrayNode array) {
            return IntStream.rangeClosed(0, array.size())
                    .filter(index -> fits(array.path(index), index, array.size(), segment))
                    .mapToObj(index -> new Spot(array, "", index))
                    .toList();
        }
        if (!parent.isObject()) {
            return List.of();
        }
        return "*".equals(segment)
                ? parent.properties().stream()
                        .map(field -> new Spot(parent, field.getKey(), 0))
                        .toList()
                : List.of(new Spot(parent, segment.replace("~1", "/").replace("~0", "~"), 0));
    }

    private boolean fits(JsonNode element, int index, int size, String segment) {
        return switch (segment) {
            case "-" -> index == size;
            case "last" -> index == size - 1;
            case "*" -> index < size;
            case "{vm}" -> index < size && vm.test(element);
            default -> segment.startsWith("[") ? has(element, segment) : segment.equals(String.valueOf(index));
        };
    }

    private static boolean has(JsonNode element, String segment) {
        String[] pair = segment.substring(1, segment.length() - 1).split("=", 2);
        return !element.isMissingNode()
                && Glob.of(pair[1]).matches(element.path(pair[0]).asText());
    }
}
