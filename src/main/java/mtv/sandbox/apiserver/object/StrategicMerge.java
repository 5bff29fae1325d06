package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.Json;

import java.util.List;
import java.util.Map;

/** A merge that knows which lists are really maps, and by which key of their entries. */
public final class StrategicMerge {

    private static final Map<String, List<String>> KEYS = Map.of(
            "conditions", List.of("type"),
            "containers", List.of("name"),
            "initContainers", List.of("name"),
            "env", List.of("name"),
            "volumes", List.of("name"),
            "volumeMounts", List.of("mountPath"),
            "ports", List.of("containerPort", "port"),
            "imagePullSecrets", List.of("name"),
            "ownerReferences", List.of("uid"),
            "secrets", List.of("name"));

    private StrategicMerge() {}

    /** The field that distinguishes a list's entries, which all of them have; null when the list is one value. */
    static String keyOf(String list, ArrayNode entries) {
        return KEYS.getOrDefault(list, List.of()).stream()
                .filter(key -> entries.valueStream().allMatch(entry -> entry.has(key)))
                .findFirst()
                .orElse(null);
    }

    public static ObjectNode apply(ObjectNode current, ObjectNode patch) {
        ObjectNode result = current.deepCopy();
        merge(result, patch);
        return result;
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        if ("replace".equals(patch.path("$patch").asText())) {
            target.removeAll();
        }
        patch.properties().forEach(entry -> field(target, entry.getKey(), entry.getValue()));
    }

    private static void field(ObjectNode target, String name, JsonNode patch) {
        if (name.startsWith("$deleteFromPrimitiveList/")) {
            removeAll(target.path(name.substring(name.indexOf('/') + 1)), patch);
        } else if (name.startsWith("$")) {
            return; // order and retained keys follow from the merge itself
        } else if (patch.isNull()) {
            target.remove(name);
        } else if (patch instanceof ObjectNode object) {
            ObjectNode child = target.get(name) instanceof ObjectNode there ? there : Json.object();
            merge(child, object);
            target.set(name, child);
        } else if (patch instanceof ArrayNode array) {
            list(target, name, array);
        } else {
            target.set(name, patch.deepCopy());
        }
    }

    private static void list(ObjectNode target, String name, ArrayNode patch) {
        ArrayNode child = target.get(name) instanceof ArrayNode there ? there : Json.array();
        String key = keyOf(name, patch);
        if (key != null) {
            patch.forEach(entry -> entry(child, key, entry));
            target.set(name, child);
        } else if ("finalizers".equals(name)) {
            removeAll(child, patch);
            target.set(name, child.addAll(patch));
        } else {
            target.set(name, patch.deepCopy());
        }
    }

    private static void entry(ArrayNode list, String key, JsonNode patch) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode there && there.path(key).equals(patch.path(key))) {
                if ("delete".equals(patch.path("$patch").asText())) {
                    list.remove(i);
                } else {
                    merge(there, (ObjectNode) patch);
                }
                return;
            }
        }
        if (!"delete".equals(patch.path("$patch").asText())) {
            merge(list.addObject(), (ObjectNode) patch);
        }
    }

    private static void removeAll(JsonNode list, JsonNode gone) {
        if (list instanceof ArrayNode array) {
            for (JsonNode value : gone) {
                array.removeIf(value::equals);
            }
        }
    }
}
