package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import mtv.text.SecretNames;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes out of an object what may be secret, such as a password in the data of cloud-init. */
public final class SecretFields {

    /** Repeats the whole object in one text, and with it whatever is secret. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** Fields of a Secret, in which any name may be secret. */
    private static final Set<String> OF_SECRETS = Set.of("data", "stringData");

    private SecretFields() {}

    /** The same node, changed. */
    public static JsonNode hidden(JsonNode node) {
        if (node instanceof ObjectNode fields) {
            if (fields.has("value") && SecretNames.contains(fields.path("name").asText())) {
                fields.set("value", TextNode.valueOf(SecretNames.NOT_SHOWN)); // a variable of a container
            }
            if (fields.path("kind").asText().equals("Secret")) {
                OF_SECRETS.forEach(name -> hideAll(fields.path(name)));
            }
            List.copyOf(fields.properties()).forEach(field -> hide(fields, field));
        } else if (node instanceof ArrayNode items) {
            items.forEach(SecretFields::hidden);
        }
        return node;
    }

    private static void hideAll(JsonNode data) {
        if (data instanceof ObjectNode fields) {
            fields.properties().forEach(field -> field.setValue(TextNode.valueOf(SecretNames.NOT_SHOWN)));
        }
    }

    private static void hide(ObjectNode fields, Map.Entry<String, JsonNode> field) {
        boolean text = field.getValue().isTextual();
        if (text && (SecretNames.contains(field.getKey()) || field.getKey().equals(LAST_APPLIED))) {
            fields.set(field.getKey(), TextNode.valueOf(SecretNames.NOT_SHOWN));
        } else {
            hidden(field.getValue());
        }
    }
}
