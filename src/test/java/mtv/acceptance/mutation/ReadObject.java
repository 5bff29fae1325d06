package mtv.acceptance.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import mtv.record.RecordedConnection.Request;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * An object that answers show: one of a cluster, or an item of MTV's inventory.
 *
 * @param kind of a cluster's object; {@code source} and the collection for an item of the inventory
 * @param namespace empty where there is none
 * @param name the id of an item of the inventory
 */
record ReadObject(String kind, String namespace, String name) {

    static final String SOURCE = "source ";

    boolean isOfSource() {
        return kind.startsWith(SOURCE);
    }

    /** What the comparison calls such an object. */
    List<String> roles() {
        if (isOfSource()) {
            return List.of("SourceAfter");
        }
        return kind.equals("Provider") ? List.of("SourceProvider", "DestinationProvider") : List.of(kind);
    }

    /** Shows the reader each object of an answer, and where in it. */
    static void each(Request asked, JsonNode body, BiConsumer<ReadObject, JsonPointer> reader) {
        if (body.isArray()) {
            String path = asked.target().replaceFirst("[?].*", "");
            String collection = SOURCE + path.substring(path.lastIndexOf('/') + 1);
            for (int i = 0; i < body.size(); i++) {
                reader.accept(
                        new ReadObject(collection, "", body.get(i).path("id").asText()), JsonPointer.compile("/" + i));
            }
        } else if (body.path("items").isArray()) {
            String kind = body.path("kind").asText().replaceFirst("List$", "");
            for (int i = 0; i < body.path("items").size(); i++) {
                reader.accept(of(body.path("items").get(i), kind), JsonPointer.compile("/items/" + i));
            }
        } else if (body.has("metadata")) {
            reader.accept(of(body, ""), JsonPointer.empty());
        }
    }

    private static ReadObject of(JsonNode object, String listed) {
        return new ReadObject(
                object.path("kind").asText(listed),
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
