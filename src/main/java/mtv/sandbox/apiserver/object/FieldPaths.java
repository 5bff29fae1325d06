package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fields as server-side apply distinguishes them. A path's steps are those of {@code FieldsV1}: {@code f:} and a name,
 * {@code k:} and the keys of a list's entry, {@code v:} and a set's value; a dot is the entry itself.
 */
final class FieldPaths {

    private static final Set<String> IDENTITY =
            Set.of("name", "namespace", "uid", "creationTimestamp", "generation", "resourceVersion", "managedFields");

    private FieldPaths() {}

    /** The fields that an object sets, with their values; what only the server sets is nobody's. */
    static Map<List<String>, JsonNode> of(JsonNode object, boolean mapLists) {
        Map<List<String>, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.equals("metadata")) {
                entry.getValue().properties().forEach(meta -> {
                    if (!IDENTITY.contains(meta.getKey())) {
                        collect(fields, List.of("f:metadata", "f:" + meta.getKey()), meta.getValue(), true);
                    }
                });
            } else if (!name.equals("apiVersion") && !name.equals("kind")) {
                collect(fields, List.of("f:" + name), entry.getValue(), mapLists);
            }
        });
        return fields;
    }

    private static void collect(Map<List<String>, JsonNode> fields, List<String> path, JsonNode value, boolean maps) {
        String list = path.get(path.size() - 1).substring(2);
        if (value.isObject() && !value.isEmpty()) {
            value.properties()
                    .forEach(entry -> collect(fields, child(path, "f:" + entry.getKey()), entry.getValue(), maps));
        } else if (value instanceof ArrayNode entries && maps && StrategicMerge.keyOf(list, entries) != null) {
            String key = StrategicMerge.keyOf(list, entries);
            for (JsonNode entry : entries) {
                List<String> item = child(path, "k:" + Json.object(key, entry.get(key)));
                fields.put(child(item, "."), Json.object());
                collect(fields, item, entry, maps);
            }
        } else if (value.isArray() && list.equals("finalizers")) {
            value.forEach(entry -> fields.put(child(path, "v:" + entry), entry));
        } else {
            fields.put(path, value);
        }
    }

    private static List<String> child(List<String> path, String step) {
        List<String> child = new ArrayList<>(path);
        child.add(step);
        return child;
    }

    static Set<List<String>> ofJson(JsonNode fieldsV1) {
        Set<List<String>> paths = new LinkedHashSet<>();
        read(paths, List.of(), fieldsV1);
        return paths;
    }

    private static void read(Set<List<String>> paths, List<String> path, JsonNode node) {
        if (node.isEmpty()) {
            paths.add(path);
        }
        node.properties().forEach(entry -> read(paths, child(path, entry.getKey()), entry.getValue()));
    }

    static ObjectNode json(Set<List<String>> paths) {
        ObjectNode root = Json.object();
        for (List<String> path : paths) {
            ObjectNode node = root;
            for (String step : path) {
                node = node.withObjectProperty(step);
            }
        }
        return root;
    }

    /** Takes a field out of an object, and what is empty without it. */
    static void remove(JsonNode object, List<String> path) {
        String step = path.get(0);
        JsonNode next = follow(object, step);
        if (path.size() > 1 && next != null && !path.get(1).equals(".")) {
            remove(next, path.subList(1, path.size()));
        }
        if (next == null || path.size() > 1 && !next.isEmpty() && !path.get(1).equals(".")) {
            return;
        }
        if (object instanceof ObjectNode fields) {
            fields.remove(step.substring(2));
        } else if (object instanceof ArrayNode entries) {
            entries.removeIf(next::equals);
        }
    }

    private static JsonNode follow(JsonNode node, String step) {
        if (step.startsWith("f:")) {
            return node.get(step.substring(2));
        }
        JsonNode wanted = Json.parse(step.substring(2));
        for (JsonNode entry : node) {
            boolean found = step.startsWith("v:")
                    ? entry.equals(wanted)
                    : wanted.properties().stream()
                            .allMatch(key -> key.getValue().equals(entry.path(key.getKey())));
            if (found) {
                return entry;
            }
        }
        return null;
    }

    /** As messages show it: {@code .spec.containers[name="main"].image}. */
    static String shown(List<String> path) {
        return path.stream()
                .filter(step -> !step.equals("."))
                .map(step -> switch (step.charAt(0)) {
                    case 'f' -> "." + step.substring(2);
                    case 'k' ->
                        "["
                                + Json.parse(step.substring(2)).properties().stream()
                                        .map(key -> key.getKey() + "=" + key.getValue())
                                        .collect(Collectors.joining(","))
                                + "]";
                    default -> "[=" + step.substring(2) + "]";
                })
                .collect(Collectors.joining());
    }
}
