package mtv.sandbox.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;

import java.util.List;

/** One object of a list as it is written: a text, because ten thousand trees would fill the memory. */
record Shown(String id, String namespace, String name, String json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Shown of(JsonNode object) {
        return new Shown(
                object.path("id").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                object.toString());
    }

    /** A list as it goes over the wire. */
    static Buffer list(List<Shown> all) {
        Buffer list = Buffer.buffer().appendString("[");
        for (Shown one : all) {
            list.appendString(list.length() == 1 ? "" : ",").appendString(one.json());
        }
        return list.appendString("]");
    }

    JsonNode tree() {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not the JSON that was written: " + name, e);
        }
    }
}
