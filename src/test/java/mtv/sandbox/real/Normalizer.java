package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Replaces random names, ids and values of the source's machines, which no two clusters have alike. */
record Normalizer(RecordingPlaceholders names) {

    static final String THERE = "there";

    private static final Pattern SUFFIX = Pattern.compile("-[bcdfghjklmnpqrstvwxz2456789]{5}(?=$|-)");
    private static final Pattern HOLE = Pattern.compile("\\{\\{.*?}}");

    /** Values that depend on the source's machines. */
    private static final Map<Pattern, String> MASKS = masks();

    private static Map<Pattern, String> masks() {
        Map<Pattern, String> masks = new LinkedHashMap<>();
        masks.put(Pattern.compile("VMware-(?:[0-9a-f]{2}[ -]){15}[0-9a-f]{2}"), "<serial>");
        masks.put(Pattern.compile("(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2}"), "<sha1>");
        masks.put(Pattern.compile("\\[\\w+] ?\\S.*\\.vmdk"), "<disk file>");
        masks.put(Pattern.compile("\\b6000C29[0-9A-Fa-f-]*"), "<disk serial>");
        masks.put(Pattern.compile("\\bsnapshot-\\d+"), "<snapshot>");
        masks.put(Pattern.compile("\\{\\{MAC:[^}]*}}|\\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\\b"), "<mac>");
        return masks;
    }

    String of(String text) {
        String normalized = names.hide(text);
        for (Map.Entry<Pattern, String> mask : MASKS.entrySet()) {
            normalized = mask.getKey().matcher(normalized).replaceAll(mask.getValue());
        }
        boolean words = HOLE.matcher(normalized).replaceAll("").contains(" ");
        return words ? normalized : SUFFIX.matcher(normalized).replaceAll("-<5>");
    }

    JsonNode of(JsonNode node) {
        if (node.isObject()) {
            ObjectNode normalized = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> normalized.set(of(field.getKey()), of(field.getValue())));
            return normalized;
        }
        if (node.isArray()) {
            ArrayNode normalized = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> normalized.add(of(element)));
            return normalized;
        }
        return node.isTextual() ? TextNode.valueOf(of(node.textValue())) : node;
    }

    /** An object whose fields say only that they exist, for comparing which names an object has. */
    static ObjectNode there(JsonNode object, String... except) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : except) {
            names.remove(name);
        }
        ObjectNode there = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> there.put(name, THERE));
        return there;
    }

    /** The leaves of a tree by path. A list is a leaf unless it contains objects or lists. */
    static ObjectNode paths(JsonNode node) {
        ObjectNode paths = JsonNodeFactory.instance.objectNode();
        collect(node, "", paths);
        return paths;
    }

    private static void collect(JsonNode node, String at, ObjectNode paths) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            field.getValue(), at.isEmpty() ? field.getKey() : at + "." + field.getKey(), paths));
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isContainerNode()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), at + "[" + i + "]", paths);
            }
        } else {
            paths.set(at, node);
        }
    }
}
