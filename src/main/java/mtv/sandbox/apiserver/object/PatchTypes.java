package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.http.RequestBody;
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
            return object(apply(patch, current));
        } catch (JsonPatchException e) {
            String message = "Invalid value: " + e.getMessage();
            throw ApiError.invalid(kind, Meta.name(current), "FieldValueInvalid", "patch", message);
        }
    }

    /**
     * RFC 6902. As in an API server, copies may not add more than a request may hold: each one can double the object.
     *
     * @throws JsonPatchException when the patch does not fit the object, or copies too much
     */
    public static JsonNode apply(JsonNode patch, JsonNode current) {
        JsonNode result = current;
        ArrayNode pending = Json.object().putArray("operations");
        long copied = 0;
        for (JsonNode operation : patch) {
            if (operation.path("op").asText().equals("copy")) {
                result = JsonPatch.apply(pending, result);
                pending.removeAll();
                copied += size(result, operation.path("from").asText());
                if (copied > RequestBody.LIMIT) {
                    throw new JsonPatchException("copies add more than " + RequestBody.LIMIT + " bytes to the object");
                }
            }
            pending.add(operation);
        }
        return JsonPatch.apply(pending, result);
    }

    /** In characters; nothing for a place that is not there, which the patch itself fails of. */
    private static int size(JsonNode object, String place) {
        try {
            JsonNode found = object.at(place);
            return found.isMissingNode() ? 0 : found.toString().length();
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the patch does not describe an object");
    }
}
