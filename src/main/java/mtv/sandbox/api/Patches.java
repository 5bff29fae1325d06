package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.util.List;
import java.util.function.UnaryOperator;

/** The four kinds of patch, each as a function from the current object to the desired one. */
final class Patches {

    static final String APPLY = "application/apply-patch+yaml";

    private Patches() {}

    static UnaryOperator<ObjectNode> of(Kind kind, ApiRequest request) {
        JsonNode body = request.json();
        return switch (request.contentType()) {
            case "application/json-patch+json" -> current -> jsonPatch(kind, current, body);
            case "application/merge-patch+json" -> current -> object(merge(current.deepCopy(), body));
            case "application/strategic-merge-patch+json" -> {
                if (kind.custom()) {
                    throw ApiError.unsupportedMediaType("the body of the request was in an unknown format - accepted"
                            + " media types include: application/json-patch+json, application/merge-patch+json, "
                            + APPLY);
                }
                yield current -> StrategicMerge.apply(current, object(body));
            }
            case APPLY -> current -> apply(current, object(body), request.param("fieldManager"));
            default ->
                throw ApiError.unsupportedMediaType(
                        "the body of the request was in an unknown format: " + request.contentType());
        };
    }

    /** RFC 7386; the target is changed where it can be. */
    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : Json.object();
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
            } else {
                result.set(entry.getKey(), merge(result.path(entry.getKey()), entry.getValue()));
            }
        });
        return result;
    }

    /** Merges what is applied, and notes by whom; fields that a manager no longer applies stay. */
    static ObjectNode apply(ObjectNode current, ObjectNode applied, String manager) {
        ObjectNode result = StrategicMerge.apply(current, applied);
        ArrayNode managers = Json.array();
        current.path("metadata").path("managedFields").forEach(entry -> {
            if (!manager.equals(entry.path("manager").asText())) {
                managers.add(entry);
            }
        });
        ObjectNode entry = managers.addObject()
                .put("manager", manager)
                .put("operation", "Apply")
                .put("apiVersion", applied.path("apiVersion").asText())
                .put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", fields(applied));
        Meta.of(result).set("managedFields", managers);
        return result;
    }

    private static ObjectNode fields(JsonNode applied) {
        ObjectNode fields = Json.object();
        applied.properties().forEach(entry -> {
            if (!List.of("apiVersion", "kind").contains(entry.getKey())) {
                fields.set("f:" + entry.getKey(), fields(entry.getValue()));
            }
        });
        return fields;
    }

    private static ObjectNode jsonPatch(Kind kind, ObjectNode current, JsonNode patch) {
        try {
            return object(JsonPatch.apply(patch, current));
        } catch (JsonPatchException e) {
            ApiError.Cause cause = new ApiError.Cause("FieldValueInvalid", "patch", "Invalid value: " + e.getMessage());
            throw ApiError.invalid(kind, Meta.name(current), List.of(cause));
        }
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the patch does not describe an object");
    }
}
