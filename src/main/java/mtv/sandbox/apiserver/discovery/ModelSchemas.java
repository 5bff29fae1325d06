package mtv.sandbox.apiserver.discovery;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.sandbox.apiserver.request.Json;

import java.util.Map;

import static java.util.Map.entry;

/** The fields of built-in kinds, read from the client library's model: what {@code kubectl explain} shows. */
final class ModelSchemas {

    private static final Map<Class<?>, String> SIMPLE = Map.ofEntries(
            entry(String.class, "string"),
            entry(Quantity.class, "string"),
            entry(IntOrString.class, "string"),
            entry(Boolean.class, "boolean"),
            entry(Integer.class, "integer"),
            entry(Long.class, "integer"),
            entry(Double.class, "number"));

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode schemas;

    /** @param schemas where all schemas of a document are, by name */
    ModelSchemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** Without fields where the library does not know the kind. */
    ObjectNode of(Class<? extends KubernetesResource> type) {
        ObjectNode schema = Json.object("type", "object", "x-kubernetes-preserve-unknown-fields", true);
        return type == null ? schema : schema.set("properties", fields(mapper.constructType(type)));
    }

    private ObjectNode fields(JavaType type) {
        ObjectNode fields = Json.object();
        mapper.getSerializationConfig().introspect(type).findProperties().stream()
                .filter(property -> property.getField() != null)
                .forEach(property -> fields.set(property.getName(), schema(property.getPrimaryType())));
        return fields;
    }

    private JsonNode schema(JavaType type) {
        if (SIMPLE.containsKey(type.getRawClass())) {
            return Json.object("type", SIMPLE.get(type.getRawClass()));
        }
        if (type.isCollectionLikeType()) {
            return Json.object("type", "array", "items", schema(type.getContentType()));
        }
        if (type.isMapLikeType()) {
            return Json.object("type", "object", "additionalProperties", schema(type.getContentType()));
        }
        String name = type.getRawClass().getName();
        if (!schemas.has(name)) {
            ObjectNode schema = schemas.putObject(name).put("type", "object");
            schema.set("properties", fields(type));
        }
        return Json.object("$ref", "#/components/schemas/" + name);
    }
}
