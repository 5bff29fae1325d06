package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.sandbox.http.BodyParts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One object of a list as it is written: its bytes, because ten thousand trees would fill the memory. */
record JsonBytes(String id, String namespace, String name, byte[] json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static JsonBytes of(JsonNode object) {
        return new JsonBytes(
                object.path("id").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                object.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A list as it goes over the wire. */
    static BodyParts list(List<JsonBytes> all) {
        return new BodyParts(all.stream().map(JsonBytes::json).toList());
    }

    JsonNode tree() {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("not the JSON that was written: " + name, e);
        }
    }
}
