package mtv.acceptance.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.record.RecordedConnection.Request;
import mtv.steps.EditedAnswers;

import java.util.ArrayList;
import java.util.List;

/**
 * One change of one object, the same in every answer that shows it.
 *
 * @param path of what is changed or removed, or of the object or array that gets something beside what it has
 * @param field that is added to an object; empty for an item of an array
 * @param value that the path gets, or that is added; null when the path is removed
 */
record Mutation(ReadObject object, JsonPointer path, How how, String field, JsonNode value) implements EditedAnswers {

    enum How {
        CHANGED,
        REMOVED,
        ADDED
    }

    /** The path with {@code *} for the number of an item, and with what is added to it. */
    String pattern() {
        String pattern = path.toString().replaceAll("/\\d+(?=/|$)", "/*");
        return how == How.ADDED
                ? pattern + "/"
                        + (field.isEmpty() ? "-" : field.replace("~", "~0").replace("/", "~1"))
                : pattern;
    }

    /** The same change in a document that holds the object at this place. */
    Mutation below(JsonPointer place) {
        return new Mutation(object, place.append(path), how, field, value);
    }

    /** The same object with the mutation. */
    JsonNode on(JsonNode root) {
        JsonNode copy = root.deepCopy();
        apply(copy);
        return copy;
    }

    @Override
    public JsonNode edit(Request asked, JsonNode body) {
        List<JsonPointer> found = new ArrayList<>();
        ReadObject.each(asked, body, (shown, at) -> {
            if (shown.equals(object)) {
                found.add(at);
            }
        });
        if (found.isEmpty()) {
            return body;
        }
        JsonNode copy = body.deepCopy();
        found.forEach(at -> apply(copy.at(at)));
        return copy;
    }

    /** Two answers may show an object at two times, so it need not have the path in each. */
    private void apply(JsonNode root) {
        if (how == How.ADDED) {
            JsonNode container = root.at(path);
            if (container instanceof ObjectNode fields) {
                fields.set(field, value);
            } else if (container instanceof ArrayNode items) {
                items.add(value);
            }
        } else if (!root.at(path).isMissingNode()) {
            JsonNode parent = root.at(path.head());
            JsonPointer last = path.last();
            if (parent instanceof ObjectNode fields) {
                replace(fields, last.getMatchingProperty());
            } else if (parent instanceof ArrayNode items) {
                replace(items, last.getMatchingIndex());
            }
        }
    }

    private void replace(ObjectNode fields, String name) {
        if (how == How.REMOVED) {
            fields.remove(name);
        } else {
            fields.set(name, value);
        }
    }

    private void replace(ArrayNode items, int index) {
        if (how == How.REMOVED) {
            items.remove(index);
        } else {
            items.set(index, value);
        }
    }

    @Override
    public String toString() {
        return object + " " + path + " " + how + (field.isEmpty() ? "" : " " + field)
                + (value == null ? "" : " " + value);
    }
}
