package mtv.sandbox.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A JSON Pointer (RFC 6901) that may select several places. Beside names and indexes its segments are:
 *
 * <ul>
 *   <li>{@code *}: every element of an array or field of an object
 *   <li>{@code last}: the last element
 *   <li>{@code [type=Ready]}: the elements with such a field; the value is a {@link Glob}
 *   <li>{@code {vm}}: the elements that the caller means
 *   <li>{@code {count}} and {@code {names}}, at the end and for {@link #values} only: how many there are, and the names
 *       of the fields
 * </ul>
 *
 * @param segments unescaped; none for the whole document
 */
public record JsonSelector(List<String> segments) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ALL = "*";

    /** One place; what is there may be missing. */
    public record Place(JsonNode parent, String key, int index) {

        public JsonNode get() {
            return parent.isArray() ? parent.path(index) : parent.path(key);
        }

        public void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(key, value);
            } else if (parent instanceof ArrayNode array && index == array.size()) {
                array.add(value);
            } else if (parent instanceof ArrayNode array) {
                array.set(index, value);
            }
        }

        public void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(key);
            } else if (parent instanceof ArrayNode array) {
                array.remove(index);
            }
        }
    }

    @JsonCreator
    public static JsonSelector of(String text) {
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw new IllegalArgumentException("expected a JSON pointer such as /spec/runStrategy, not " + text);
        }
        return new JsonSelector(Stream.of(text.split("/", -1))
                .skip(1)
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    /** The places where something is; {@code {vm}} means every element. */
    public List<Place> find(JsonNode root) {
        return find(root, element -> true);
    }

    /** The places where something is. @param meant what {@code {vm}} means */
    public List<Place> find(JsonNode root, Predicate<JsonNode> meant) {
        return walk(root, meant, false).stream()
                .filter(place -> !place.get().isMissingNode())
                .toList();
    }

    /** The places where something is or could be; what leads to them is made. @param meant what {@code {vm}} means */
    public List<Place> make(JsonNode root, Predicate<JsonNode> meant) {
        return walk(root, meant, true);
    }

    private List<Place> walk(JsonNode root, Predicate<JsonNode> meant, boolean make) {
        List<Place> places = places(root, segments.get(0), meant);
        for (String segment : segments.subList(1, segments.size())) {
            List<Place> next = new ArrayList<>();
            for (Place place : places) {
                if (make && place.get().isMissingNode()) {
                    place.set("-".equals(segment) ? NODES.arrayNode() : NODES.objectNode());
                }
                next.addAll(places(place.get(), segment, meant));
            }
            places = next;
        }
        return places;
    }

    private static List<Place> places(JsonNode parent, String segment, Predicate<JsonNode> meant) {
        if (parent instanceof ArrayNode array) {
            return IntStream.rangeClosed(0, array.size())
                    .filter(index -> fits(array, index, segment, meant))
                    .mapToObj(index -> new Place(array, "", index))
                    .toList();
        }
        if (!parent.isObject()) {
            return List.of();
        }
        return ALL.equals(segment)
                ? parent.properties().stream()
                        .map(field -> new Place(parent, field.getKey(), 0))
                        .toList()
                : List.of(new Place(parent, segment, 0));
    }

    private static boolean fits(ArrayNode array, int index, String segment, Predicate<JsonNode> meant) {
        JsonNode element = array.path(index);
        return switch (segment) {
            case "-" -> index == array.size();
            case "last" -> index == array.size() - 1;
            case ALL -> index < array.size();
            case "{vm}" -> index < array.size() && meant.test(element);
            default -> segment.startsWith("[") ? has(element, segment) : segment.equals(String.valueOf(index));
        };
    }

    private static boolean has(JsonNode element, String segment) {
        String[] pair = segment.substring(1, segment.length() - 1).split("=", 2);
        return !element.isMissingNode()
                && Glob.of(pair[1]).matches(element.path(pair[0]).asText());
    }

    /** What is at its places, with a missing node for a field that an object does not have. */
    public List<JsonNode> values(JsonNode root) {
        List<JsonNode> values = List.of(root);
        for (String segment : segments) {
            values = values.stream().flatMap(node -> values(node, segment)).toList();
        }
        return values;
    }

    private static Stream<JsonNode> values(JsonNode node, String segment) {
        if (segment.equals("{count}")) {
            return Stream.of(IntNode.valueOf(node.size()));
        }
        if (segment.equals("{names}")) {
            return node.properties().stream().map(field -> TextNode.valueOf(field.getKey()));
        }
        return node.isContainerNode()
                ? places(node, segment, element -> true).stream().map(Place::get)
                : Stream.of(MissingNode.getInstance());
    }

    /** The document with other values at its places; the given one stays as it is. */
    public JsonNode replace(JsonNode root, UnaryOperator<JsonNode> change) {
        if (segments.isEmpty()) {
            return change.apply(root);
        }
        String segment = segments.get(0);
        JsonSelector rest = new JsonSelector(segments.subList(1, segments.size()));
        if (root.isArray() && ALL.equals(segment)) {
            ArrayNode copy = NODES.arrayNode();
            root.forEach(element -> copy.add(rest.replace(element, change)));
            return copy;
        }
        return root.has(segment)
                ? NODES.objectNode()
                        .<ObjectNode>setAll((ObjectNode) root)
                        .set(segment, rest.replace(root.get(segment), change))
                : root;
    }
}
