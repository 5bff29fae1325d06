package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.util.function.UnaryOperator;

/** The patches that need no memory, each as a function from the current object to the desired one. */
public final class PatchTypes {

    private PatchTypes() {}

    static UnaryOperator<ObjectNode> of(Kind kind, ApiRequest request) {
        JsonNode body = request.json();
        return switch (request.contentType()) {
            case "application/json-patch+json" -> current -> jsonPatch(kind, current, body);
            case "application/merge-patch+json" -> current -> object(merge(current.deepCopy(), body));
            case "application/strategic-merge-patch+json" -> {
                if (kind.custom()) {
                    throw ApiError.unsupportedMediaType("the body of the request was in an unknown format - accepted"
                            + " media types include: application/json-patch+json, application/merge-patch+json, "
                            + ApiRequest.APPLY);
                }
                yield current -> StrategicMerge.apply(current, object(body));
            }
            default ->
                throw ApiError.unsupportedMediaType(
                        "the body of the request was in an unknown format: " + request.contentType());
        };
    }

    /** RFC 7386; the target is changed where it can be. */
    public static JsonNode merge(JsonNode target, JsonNode patch) {
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

    private static ObjectNode jsonPatch(Kind kind, ObjectNode current, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiError.badRequest("a JSON patch is a list of operations");
        }
        try {
            return object(JsonPatch.apply(patch, current));
        } catch (JsonPatchException e) {
            String message = "Invalid value: " + e.getMessage();
            throw ApiError.invalid(kind, Meta.name(current), "FieldValueInvalid", "patch", message);
        }
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the patch does not describe an object");
    }
}
