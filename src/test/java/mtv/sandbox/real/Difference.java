package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A difference at a path: what the real MTV has there, and what was observed here. */
record Difference(String path, String real, String here) {

    static final String ABSENT = "<absent>";

    @Override
    public String toString() {
        return path + ": real " + cut(real) + " | here " + cut(here);
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) : text;
    }

    /** Whether both are equal. 1 and 1.0 are. */
    static boolean same(JsonNode a, JsonNode b) {
        return a.equals(
                (x, y) -> x.isNumber() && y.isNumber()
                        ? x.decimalValue().compareTo(y.decimalValue())
                        : x.equals(y) ? 0 : 1,
                b);
    }

    /** All differences. If a whole part is missing it is one difference. */
    static List<Difference> between(JsonNode real, JsonNode here) {
        List<Difference> found = new ArrayList<>();
        collect(real, here, "", found);
        return found;
    }

    private static void collect(JsonNode real, JsonNode here, String at, List<Difference> found) {
        if (real.isObject() && here.isObject()) {
            Set<String> keys = new TreeSet<>();
            real.fieldNames().forEachRemaining(keys::add);
            here.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                String path = (at + " " + key).strip();
                if (real.has(key) && here.has(key)) {
                    collect(real.get(key), here.get(key), path, found);
                } else {
                    found.add(new Difference(path, print(real.get(key)), print(here.get(key))));
                }
            }
        } else if (real.isArray() && here.isArray() && hasObjects(real, here)) {
            collect(rows(real), rows(here), at, found);
        } else if (!same(real, here)) {
            found.add(new Difference(at, print(real), print(here)));
        }
    }

    private static boolean hasObjects(JsonNode real, JsonNode here) {
        return Stream.of(real, here)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .anyMatch(JsonNode::isObject);
    }

    /** The elements of a list by position and name. */
    private static ObjectNode rows(JsonNode list) {
        ObjectNode rows = JsonNodeFactory.instance.objectNode();
        int n = 0;
        for (JsonNode row : list) {
            n++;
            String name = row.has("verb")
                    ? row.path("verb").asText() + " " + row.path("object").asText()
                    : row.path("name").asText();
            JsonNode rest = row.deepCopy();
            rows.set(
                    (n + " " + name).strip(),
                    rest instanceof ObjectNode object ? object.without(List.of("verb", "object")) : rest);
        }
        return rows;
    }

    /** JSON in the form of the recordings: a space after commas and colons, and sorted names. */
    private static String print(JsonNode node) {
        if (node == null) {
            return ABSENT;
        }
        if (node.isObject()) {
            List<String> fields = new ArrayList<>();
            Set<String> names = new TreeSet<>();
            node.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> fields.add('"' + name + "\": " + print(node.get(name))));
            return "{" + String.join(", ", fields) + "}";
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(print(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        return node.toString();
    }
}
