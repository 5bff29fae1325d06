package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.buffer.Buffer;
import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Trees in and out of bytes. */
public final class Json {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @param fields names and values in turn: trees, texts, numbers, and lists and maps of those */
    public static ObjectNode object(Object... fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.length; i += 2) {
            object.set((String) fields[i], tree(fields[i + 1]));
        }
        return object;
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    public static Buffer write(JsonNode node) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Not a copy when it is a tree already. */
    public static JsonNode tree(Object bean) {
        return bean instanceof JsonNode tree ? tree : JSON.valueToTree(bean);
    }

    /** A body of either syntax; a JSON body that is empty is an empty object. */
    static JsonNode read(Buffer body, String contentType) {
        try {
            JsonNode node = contentType.contains("yaml")
                    ? new YAMLMapper().readTree(body.getBytes())
                    : JSON.readTree(body.getBytes());
            return node == null || node.isMissingNode() ? object() : node;
        } catch (IOException | YAMLException e) {
            throw ApiError.badRequest("the body of the request cannot be read: " + firstLine(e));
        }
    }

    /** What {@link #write} or {@code toString} wrote. */
    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("not JSON: " + json);
        }
    }

    /** A file that comes with the sandbox. */
    public static JsonNode resource(String name) {
        try (InputStream json = Json.class.getResourceAsStream("/mtv/sandbox/" + name)) {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String firstLine(Exception e) {
        return e instanceof JsonProcessingException parse ? parse.getOriginalMessage() : e.getMessage();
    }
}
