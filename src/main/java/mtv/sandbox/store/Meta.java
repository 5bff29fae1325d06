package mtv.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code metadata}, the one part that all objects share. */
public final class Meta {

    private Meta() {}

    /** The metadata of an object that may be changed, made when there is none. */
    public static ObjectNode of(ObjectNode object) {
        return object.withObjectProperty("metadata");
    }

    /** A text of the metadata, empty when absent. */
    public static String text(JsonNode object, String field) {
        return object.path("metadata").path(field).asText("");
    }

    public static String name(JsonNode object) {
        return text(object, "name");
    }

    public static String namespace(JsonNode object) {
        return text(object, "namespace");
    }

    public static String uid(JsonNode object) {
        return text(object, "uid");
    }

    public static String version(JsonNode object) {
        return text(object, "resourceVersion");
    }

    /** Whether deletion was asked for and only finalizers keep the object. */
    public static boolean deleting(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }

    public static List<String> finalizers(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Leaves no empty list behind. */
    public static void finalizers(ObjectNode object, List<String> names) {
        of(object).remove("finalizers");
        if (!names.isEmpty()) {
            ArrayNode list = of(object).putArray("finalizers");
            names.forEach(list::add);
        }
    }

    /** Takes one finalizer away. */
    public static void release(ObjectNode object, String finalizer) {
        List<String> names = finalizers(object);
        names.remove(finalizer);
        finalizers(object, names);
    }

    public static List<JsonNode> owners(JsonNode object) {
        List<JsonNode> owners = new ArrayList<>();
        object.path("metadata").path("ownerReferences").forEach(owners::add);
        return owners;
    }
}
