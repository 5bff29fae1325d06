package mtv.check.whole;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.vm.ForeignField;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JSON Pointer that may mean several places: {@code *} in a segment stands for any characters of a name, or as a whole
 * one for any name or index; {@code [type=Ready]} for the items that have such a field; {@code **} at the end for
 * that place and whatever is below.
 */
final class PathPattern {

    static final String BELOW = "**";

    private final String text;
    private final List<Segment> segments;
    private final boolean below;

    private PathPattern(String text, List<Segment> segments, boolean below) {
        this.text = text;
        this.segments = segments;
        this.below = below;
    }

    /** @throws IllegalArgumentException for a text that neither is empty nor begins with a slash */
    static PathPattern of(String text) {
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw new IllegalArgumentException("\"" + text + "\" is no JSON Pointer");
        }
        List<String> names =
                text.isEmpty() ? List.of() : List.of(text.substring(1).split("/", -1));
        boolean below = !names.isEmpty() && names.get(names.size() - 1).equals(BELOW);
        return new PathPattern(
                text,
                names.subList(0, names.size() - (below ? 1 : 0)).stream()
                        .map(Segment::of)
                        .toList(),
                below);
    }

    /** Whether it ends with {@code **}. */
    boolean below() {
        return below;
    }

    boolean matches(Leaf leaf) {
        int length = leaf.path().size();
        if (below ? length < segments.size() : length != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).matches(leaf.path().get(i), leaf.nodes().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What is below the part before {@code **}, or nothing. */
    List<String> rest(Leaf leaf) {
        return below ? leaf.path().subList(segments.size(), leaf.path().size()) : List.of();
    }

    /** All places in a document; those of a pattern that ends with {@code **} are the tops of what is below. */
    List<Leaf> places(JsonNode document) {
        return places(document, segments);
    }

    /** The places one level up; empty for the document itself. */
    List<Leaf> parents(JsonNode document) {
        return segments.isEmpty() ? List.of() : places(document, segments.subList(0, segments.size() - 1));
    }

    /** Whether a parent has what the last segment names. */
    boolean isIn(Leaf parent) {
        Segment last = segments.get(segments.size() - 1);
        return children(parent.value()).anyMatch(child -> last.matches(child.getKey(), child.getValue()));
    }

    private static List<Leaf> places(JsonNode document, List<Segment> segments) {
        List<Leaf> places = List.of(new Leaf(List.of(), List.of(), document));
        for (Segment segment : segments) {
            List<Leaf> next = new ArrayList<>();
            for (Leaf place : places) {
                children(place.value())
                        .filter(child -> segment.matches(child.getKey(), child.getValue()))
                        .map(child -> new Leaf(
                                Leaf.with(place.path(), child.getKey()),
                                Leaf.with(place.nodes(), child.getValue()),
                                child.getValue()))
                        .forEach(next::add);
            }
            places = next;
        }
        return places;
    }

    private static Stream<Map.Entry<String, JsonNode>> children(JsonNode node) {
        return Leaf.children(node).stream().filter(child -> !child.getValue().isNull());
    }

    @Override
    public String toString() {
        return text;
    }

    /** @param name a glob of names; null where items are chosen by a field */
    private record Segment(NamePattern name, String field, NamePattern value) {

        private static final Pattern CHOICE = Pattern.compile("\\[(\\w+)=(.*)]");

        static Segment of(String text) {
            var choice = CHOICE.matcher(text);
            return choice.matches()
                    ? new Segment(null, choice.group(1), new NamePattern(choice.group(2)))
                    : new Segment(new NamePattern(text.replace("~1", "/").replace("~0", "~")), null, null);
        }

        boolean matches(String key, JsonNode node) {
            return name == null ? value.matches(ForeignField.shown(node.path(field))) : name.matches(key);
        }
    }
}
