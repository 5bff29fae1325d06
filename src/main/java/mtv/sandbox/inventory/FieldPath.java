package mtv.sandbox.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Names of fields with dots between them, through arrays where there are any; {@code *} is every field, {@code #} at
 * the end the number of elements, and {@code ~} at the end the names of the fields. An empty one is the object itself.
 */
record FieldPath(List<String> steps) {

    @JsonCreator
    static FieldPath of(String text) {
        return new FieldPath(text.isEmpty() ? List.of() : List.of(text.split("\\.")));
    }

    List<JsonNode> values(JsonNode object) {
        List<JsonNode> values = new ArrayList<>();
        collect(object, 0, values);
        return values;
    }

    private void collect(JsonNode node, int at, List<JsonNode> values) {
        String step = at < steps.size() ? steps.get(at) : "";
        if (step.equals("#")) {
            values.add(IntNode.valueOf(node.size()));
        } else if (step.equals("~")) {
            node.fieldNames().forEachRemaining(name -> values.add(TextNode.valueOf(name)));
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, at, values));
        } else if (step.isEmpty()) {
            values.add(node);
        } else if (step.equals("*")) {
            node.forEach(element -> collect(element, at + 1, values));
        } else {
            collect(node.path(step), at + 1, values);
        }
    }

    /** The object with other values there; the given one stays as it is. */
    JsonNode replace(JsonNode node, UnaryOperator<JsonNode> change) {
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(replace(element, change)));
            return copy;
        }
        if (steps.isEmpty()) {
            return change.apply(node);
        }
        if (!node.has(steps.get(0))) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) node);
        FieldPath rest = new FieldPath(steps.subList(1, steps.size()));
        return copy.set(steps.get(0), rest.replace(node.get(steps.get(0)), change));
    }
}
