package mtv.sandbox.forklift.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.Hook;
import mtv.model.Host;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;

import java.util.List;
import java.util.Map;

/**
 * Fills parts of MTV's objects that are absent or null. MTV's controllers read them as empty, because in Go a struct is
 * never missing. An object need not even have a spec.
 */
final class MissingParts {

    private static final String SPEC = "spec";
    private static final List<List<String>> MAP = List.of(
            List.of(SPEC, "provider", "source"), List.of(SPEC, "provider", "destination"), List.of(SPEC, "map", "[]"));

    private static final Map<Class<?>, List<List<String>>> BY_KIND = Map.of(
            Provider.class, List.of(List.of(SPEC, "secret")),
            Host.class, List.of(List.of(SPEC, "provider"), List.of(SPEC, "secret")),
            Hook.class, List.of(List.of(SPEC)),
            NetworkMap.class, MAP,
            StorageMap.class, MAP,
            Migration.class, List.of(List.of(SPEC, "plan")),
            Plan.class,
                    List.of(
                            List.of(SPEC, "provider", "source"),
                            List.of(SPEC, "provider", "destination"),
                            List.of(SPEC, "map", "network"),
                            List.of(SPEC, "map", "storage"),
                            List.of(SPEC, "vms", "[]")));

    private MissingParts() {}

    /**
     * Adds the missing parts. Existing values stay, and what the object shares with another is copied before it is
     * changed.
     *
     * @param object of which only the outermost level is its own
     */
    static ObjectNode complete(Class<?> type, ObjectNode object) {
        BY_KIND.getOrDefault(type, List.of()).stream()
                .filter(path -> lacks(object, path))
                .forEach(path -> complete(object, path));
        return object;
    }

    private static boolean lacks(JsonNode object, List<String> path) {
        JsonNode part = object;
        for (String field : path) {
            if (field.equals("[]")) {
                return false;
            }
            if (!part.hasNonNull(field)) {
                return true;
            }
            part = part.path(field);
        }
        return false;
    }

    private static void complete(ObjectNode object, List<String> path) {
        if (path.isEmpty()) {
            return;
        }
        String field = path.get(0);
        List<String> below = path.subList(1, path.size());
        if (below.equals(List.of("[]"))) {
            if (!object.hasNonNull(field)) {
                object.putArray(field);
            }
            return;
        }
        JsonNode part = object.path(field);
        if (!object.hasNonNull(field)) {
            complete(object.putObject(field), below);
        } else if (part.isObject() && !below.isEmpty()) {
            ObjectNode own = object.objectNode().setAll((ObjectNode) part);
            object.set(field, own);
            complete(own, below);
        }
    }
}
