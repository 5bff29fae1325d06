package mtv.check.whole;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.vm.ForeignField;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JSON Pointer that may mean several places: {@code *} in a segment stands for any characters of a name, or as a
 * whole one for any name or index; {@code [type=Ready]} for the items that have such a field; {@code **} at the end for
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
        List<Leaf> places = List.of(new Leaf(List.of(), List.of(), document));
        for (Segment segment : segments) {
            places = places.stream().flatMap(segment::in).toList();
        }
        return places;
    }

    /**
     * The places that this pattern names and that are not there, each as far as it leads. Items and fields that a
     * {@code *} stands for may be none.
     */
    List<Leaf> missing(JsonNode document) {
        List<Leaf> missing = new ArrayList<>();
        List<Leaf> places = List.of(new Leaf(List.of(), List.of(), document));
        for (Segment segment : segments) {
            List<Leaf> next = new ArrayList<>();
            for (Leaf place : places) {
                List<Leaf> found = segment.in(place).toList();
                next.addAll(found);
                if (found.isEmpty() && segment.namesOne()) {
                    missing.add(place.below(List.of(segment.toString())));
                }
            }
            places = next;
        }
        return missing;
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

        /** What is there in a place. */
        Stream<Leaf> in(Leaf place) {
            return place.children().stream()
                    .filter(child -> matches(child.path().get(child.path().size() - 1), child.value()));
        }

        /** Whether it is more than a pattern of names. */
        boolean namesOne() {
            return name == null || !name.pattern().contains("*");
        }

        @Override
        public String toString() {
            return name == null ? "[" + field + "=" + value.pattern() + "]" : name.pattern();
        }

        boolean matches(String key, JsonNode node) {
            return name == null ? value.matches(ForeignField.shown(node.path(field))) : name.matches(key);
        }
    }
}
