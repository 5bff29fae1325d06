package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of JSONPath as printer columns use: fields, indices, and a filter by the text of one field. */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile("\\.(?<field>[\\w-]+)"
            + "|\\[(?<index>\\d+)\\]"
            + "|\\[\\?\\(@\\.(?<key>[\\w-]+)\\s*==\\s*['\"](?<value>[^'\"]*)['\"]\\)\\]");

    private JsonPath() {}

    /** Missing when there is nothing at that path. */
    static JsonNode read(JsonNode root, String path) {
        JsonNode node = root;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            node = follow(node, step);
        }
        return node;
    }

    private static JsonNode follow(JsonNode node, Matcher step) {
        if (step.group("field") != null) {
            return node.path(step.group("field"));
        }
        if (step.group("index") != null) {
            return node.path(Integer.parseInt(step.group("index")));
        }
        for (JsonNode entry : node) {
            if (step.group("value").equals(entry.path(step.group("key")).asText())) {
                return entry;
            }
        }
        return MissingNode.getInstance();
    }
}
