package mtv.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes objects that a schema allows, from the schema alone. */
final class SampleObjects {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode schema;

    /** @param schema an {@code openAPIV3Schema} */
    SampleObjects(JsonNode schema) {
        this.schema = schema;
    }

    /** Which fields of a schema are set. */
    private enum Amount {
        ALL,
        ALL_AND_UNKNOWN,
        REQUIRED,
        NULLS
    }

    /**
     * Objects with every field set; with the required ones only; with null in every optional one; and with an unknown
     * field beside all others.
     */
    List<ObjectNode> all() {
        List<ObjectNode> objects = new ArrayList<>();
        for (Amount amount : Amount.values()) {
            objects.add((ObjectNode) value(schema, amount));
        }
        paths().forEach(path -> objects.add(with(path)));
        return objects;
    }

    /** The path of every field as a list of names; {@code []} is an item of a list, {@code *} an entry of a map. */
    List<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        collect(schema, List.of(), paths);
        return paths;
    }

    private static void collect(JsonNode at, List<String> path, List<List<String>> paths) {
        if (at.has("items")) {
            collect(at.path("items"), plus(path, "[]"), paths);
        }
        if (at.path("additionalProperties").isObject()) {
            collect(at.path("additionalProperties"), plus(path, "*"), paths);
        }
        at.path("properties").properties().forEach(field -> {
            List<String> below = plus(path, field.getKey());
            paths.add(below);
            collect(field.getValue(), below, paths);
        });
    }

    private static List<String> plus(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private ObjectNode with(List<String> path) {
        return (ObjectNode) with(schema, path);
    }

    private static JsonNode with(JsonNode at, List<String> path) {
        if (path.isEmpty()) {
            return value(at, Amount.REQUIRED);
        }
        String name = path.get(0);
        List<String> rest = path.subList(1, path.size());
        return switch (name) {
            case "[]" -> JSON.arrayNode().add(with(at.path("items"), rest));
            case "*" -> JSON.objectNode().set("key", with(at.path("additionalProperties"), rest));
            default ->
                ((ObjectNode) value(at, Amount.REQUIRED))
                        .set(name, with(at.path("properties").path(name), rest));
        };
    }

    private static JsonNode value(JsonNode at, Amount amount) {
        if (at.path("enum").isArray()) {
            return at.path("enum").get(0);
        }
        if (at.path("x-kubernetes-int-or-string").asBoolean()) {
            return JSON.textNode("1");
        }
        return switch (at.path("type").asText("object")) {
            case "string" ->
                JSON.textNode(at.path("format").asText().equals("date-time") ? "2024-05-31T08:15:00Z" : "text");
            case "integer" -> JSON.numberNode(Math.max(1, at.path("minimum").asInt()));
            case "number" -> JSON.numberNode(1.5);
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode().add(value(at.path("items"), amount));
            default -> object(at, amount);
        };
    }

    private static ObjectNode object(JsonNode at, Amount amount) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        at.path("required").forEach(name -> required.add(name.asText()));
        at.path("properties").properties().forEach(field -> {
            if (required.contains(field.getKey()) || amount == Amount.ALL || amount == Amount.ALL_AND_UNKNOWN) {
                object.set(field.getKey(), value(field.getValue(), amount));
            } else if (amount == Amount.NULLS) {
                object.putNull(field.getKey());
            }
        });
        if (at.path("additionalProperties").isObject() && amount != Amount.REQUIRED) {
            object.set("key", value(at.path("additionalProperties"), amount));
        }
        if (amount == Amount.ALL_AND_UNKNOWN && !at.path("additionalProperties").isObject()) {
            object.set(
                    "ofALaterRelease",
                    JSON.objectNode().set("list", JSON.arrayNode().add(1).addNull()));
        }
        return object;
    }

    /**
     * One object that has all of these fields.
     *
     * @param types JSON types by path such as {@code spec.vms[].id}
     */
    static ObjectNode of(Map<String, String> types) {
        ObjectNode object = JSON.objectNode();
        types.forEach((path, type) -> {
            if (!path.endsWith("[]") && !path.endsWith(".*")) {
                set(object, path, leaf(types, path, type));
            }
        });
        return object;
    }

    private static JsonNode leaf(Map<String, String> types, String path, String type) {
        return switch (type) {
            case "object" ->
                types.containsKey(path + ".*")
                        ? JSON.objectNode().set("key", leaf(types, path + ".*", types.get(path + ".*")))
                        : JSON.objectNode();
            case "array" ->
                types.containsKey(path + "[]")
                        ? JSON.arrayNode().add(leaf(types, path + "[]", types.get(path + "[]")))
                        : JSON.arrayNode();
            case "integer" -> JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(isTime(path) ? "2024-05-31T08:15:00Z" : "1");
        };
    }

    private static boolean isTime(String path) {
        return path.matches(".*(Time|Timestamp|started|completed|start|end|cutover|At)");
    }

    private static void set(ObjectNode root, String path, JsonNode value) {
        JsonNode at = root;
        String[] names = path.replace("[]", ".[]").split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            at = names[i].equals("[]") ? at.path(0) : names[i].equals("*") ? at.path("key") : at.path(names[i]);
        }
        String name = names[names.length - 1];
        if (at instanceof ObjectNode object && !name.equals("[]") && !object.has(name)) {
            object.set(name, value);
        }
    }
}
