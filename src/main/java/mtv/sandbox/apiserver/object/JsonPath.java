package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** As much of JSONPath as columns use: fields, indices, all of a list or an object, and a filter by one text. */
public final class JsonPath {

    private static final Pattern STEP = Pattern.compile("\\.(?<field>[\\w-]+)"
            + "|\\[(?<index>\\d+)\\]"
            + "|\\[\\?\\(@\\.(?<key>[\\w-]+)\\s*==\\s*['\"](?<value>[^'\"]*)['\"]\\)\\]"
            + "|\\.\\*|\\[\\*\\]");

    private JsonPath() {}

    /** The first that is there, or missing. */
    public static JsonNode read(JsonNode root, String path) {
        return all(root, path).stream().findFirst().orElse(MissingNode.getInstance());
    }

    static List<JsonNode> all(JsonNode root, String path) {
        List<JsonNode> nodes = List.of(root);
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            nodes = nodes.stream()
                    .flatMap(node -> follow(node, step))
                    .filter(node -> !node.isMissingNode())
                    .toList();
        }
        return nodes;
    }

    private static Stream<JsonNode> follow(JsonNode node, Matcher step) {
        if (step.group("field") != null) {
            return Stream.of(node.path(step.group("field")));
        }
        if (step.group("index") != null) {
            return Stream.of(node.path(Integer.parseInt(step.group("index"))));
        }
        String value = step.group("value");
        return node.valueStream()
                .filter(entry -> value == null
                        || value.equals(entry.path(step.group("key")).asText()));
    }
}
