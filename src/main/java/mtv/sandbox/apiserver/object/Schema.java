package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Brings an object into the form that a structural schema asks for, in one walk, as the API server does: unknown fields
 * go, nulls go where the schema does not allow them, absent fields get their default, and what is wrong is recorded.
 */
final class Schema {

    private static final String TYPE_INVALID = "FieldValueTypeInvalid";
    private static final Set<String> OUTSIDE = Set.of("apiVersion", "kind", "metadata");

    private final List<ApiError.Cause> causes = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private Schema() {}

    /** @param unknown paths of the fields that were removed */
    record Outcome(List<ApiError.Cause> causes, List<String> unknown) {}

    static Outcome apply(JsonNode schema, ObjectNode object) {
        return apply(schema, object, MissingNode.getInstance(), "");
    }

    /**
     * @param known has the form already: what of it is in the object itself is not looked at again
     * @param path of the object in a greater one
     */
    static Outcome apply(JsonNode schema, ObjectNode object, JsonNode known, String path) {
        Schema walk = new Schema();
        walk.object(schema, object, known, path);
        return new Outcome(walk.causes, walk.unknown);
    }

    /** Paths of the fields that have another type than the schema says, of an object that stays as it is. */
    static List<String> mistyped(JsonNode schema, ObjectNode object) {
        return apply(schema, object.deepCopy()).causes().stream()
                .filter(cause -> cause.reason().equals(TYPE_INVALID))
                .map(ApiError.Cause::field)
                .toList();
    }

    private void object(JsonNode schema, ObjectNode object, JsonNode before, String path) {
        dropNulls(schema, object);
        fill(schema.path("properties"), object);
        for (JsonNode required : schema.path("required")) {
            if (!object.has(required.asText())) {
                record("FieldValueRequired", child(path, required.asText()), "Required value");
            }
        }
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            JsonNode known = property(schema, name);
            if (path.isEmpty() && OUTSIDE.contains(name)) {
                continue;
            }
            if (!known.isMissingNode()) {
                value(known, object.get(name), before.path(name), child(path, name));
            } else if (!open(schema)) {
                unknown.add(child(path, name));
                names.remove();
            }
        }
    }

    private static void fill(JsonNode properties, ObjectNode object) {
        properties.properties().forEach(property -> {
            JsonNode ordinary = property.getValue().path("default");
            if (!ordinary.isMissingNode() && !object.has(property.getKey())) {
                object.set(property.getKey(), ordinary.deepCopy());
            }
        });
    }

    /** Where a field may not be null, a null is the same as no field. Nulls in lists stay, and are refused. */
    private static void dropNulls(JsonNode schema, ObjectNode object) {
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            JsonNode known = property(schema, name);
            if (object.get(name).isNull() && !known.isMissingNode() && !nullable(known)) {
                names.remove();
            }
        }
    }

    /** The schema of a field, missing when the field is not known. */
    private static JsonNode property(JsonNode schema, String name) {
        JsonNode named = schema.path("properties").path(name);
        JsonNode others = schema.path("additionalProperties");
        return named.isMissingNode() && others.isObject() ? others : named;
    }

    private static boolean open(JsonNode schema) {
        return schema.path("additionalProperties").asBoolean(false)
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
    }

    private void value(JsonNode schema, JsonNode value, JsonNode before, String path) {
        if (value == before || value.isNull() && nullable(schema)) {
            return;
        }
        if (!SchemaRules.hasType(schema, value)) {
            String shown = SchemaRules.nameOf(value);
            record(
                    TYPE_INVALID,
                    path,
                    "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
                            .formatted(shown, path, SchemaRules.typeOf(schema), shown));
            return;
        }
        SchemaRules.broken(schema, value, path).ifPresent(causes::add);
        if (value instanceof ObjectNode object) {
            object(schema, object, before, path);
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                value(schema.path("items"), array.get(i), before.path(i), path + "[" + i + "]");
            }
        }
    }

    private void record(String reason, String path, String message) {
        causes.add(new ApiError.Cause(reason, path, message));
    }

    private static boolean nullable(JsonNode schema) {
        return schema.path("nullable").asBoolean();
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
