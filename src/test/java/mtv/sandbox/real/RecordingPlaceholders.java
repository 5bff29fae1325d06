package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholders of the recordings with their values on this cluster, for both directions. */
final class RecordingPlaceholders {

    private static final Pattern HOLE = Pattern.compile("\\{\\{([A-Z_]+(?::[^}]+)?)}}");
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern SOURCE_ID = Pattern.compile("\\b(?:vm|datastore|network|dvportgroup|host)-\\d+\\b");
    private static final Set<String> SOURCE_TABLES = Set.of("VM", "DATASTORE", "NETWORK", "HOST");

    private final Map<String, String> values = new LinkedHashMap<>();

    /** This cluster has no value for a placeholder. */
    static final class Missing extends RuntimeException {

        private static final long serialVersionUID = 1;

        Missing(String name) {
            super("this cluster gives no " + name);
        }
    }

    void put(String name, String value) {
        values.put(name, value);
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new Missing(name);
        }
        return value;
    }

    String fill(String text) {
        return HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(get(hole.group(1))));
    }

    JsonNode fill(JsonNode node) {
        if (node.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> filled.set(fill(field.getKey()), fill(field.getValue())));
            return filled;
        }
        if (node.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> filled.add(fill(element)));
            return filled;
        }
        return node.isTextual() ? TextNode.valueOf(fill(node.textValue())) : node;
    }

    /** A text with placeholders in place of this cluster's values, and with marks in place of uids and times. */
    String hide(String text) {
        String hidden = text;
        for (String name : hidden()) {
            hidden = hidden.replace(values.get(name), "{{" + name + "}}");
        }
        Map<String, String> back = new HashMap<>();
        values.forEach((name, value) -> {
            if (SOURCE_TABLES.contains(name.split(":")[0])) {
                back.put(value, name);
            }
        });
        hidden = SOURCE_ID
                .matcher(hidden)
                .replaceAll(id -> Matcher.quoteReplacement(
                        back.containsKey(id.group()) ? "{{" + back.get(id.group()) + "}}" : id.group()));
        return INSTANT.matcher(UID.matcher(hidden).replaceAll("<uid>")).replaceAll("<time>");
    }

    /** The names of the values to replace, the longest value first, because one may be a part of another. */
    private List<String> hidden() {
        return values.entrySet().stream()
                .filter(entry -> !entry.getKey().contains(":") || entry.getKey().startsWith("MAC:"))
                .filter(entry -> !entry.getValue().isEmpty() && !entry.getKey().equals("MTV_NAMESPACE"))
                .sorted(Comparator.comparing(entry -> -entry.getValue().length()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
