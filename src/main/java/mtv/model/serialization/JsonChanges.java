package mtv.model.serialization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Applies the changes between two views of a tree to the whole tree, of which the views show only a part. */
final class JsonChanges {

    private JsonChanges() {}

    /**
     * @param whole is not changed itself
     * @param before the view before the change
     * @param after the view after the change
     */
    static JsonNode apply(JsonNode whole, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return whole;
        }
        if (whole instanceof ObjectNode object && before.isObject() && after.isObject()) {
            return applyToFields(object, before, after);
        }
        return whole.isArray() && before.isArray() && after.isArray() && whole.size() == before.size()
                ? applyToItems(whole, before, after)
                : after;
    }

    private static JsonNode applyToFields(ObjectNode whole, JsonNode before, JsonNode after) {
        ObjectNode result = whole.objectNode().setAll(whole);
        before.fieldNames().forEachRemaining(name -> {
            if (!after.has(name)) {
                result.remove(name);
            }
        });
        after.properties().forEach(field -> {
            String name = field.getKey();
            boolean both = whole.has(name) && before.has(name);
            if (both) {
                result.set(name, apply(whole.get(name), before.get(name), field.getValue()));
            } else if (!field.getValue().equals(before.get(name))) {
                result.set(name, field.getValue());
            }
        });
        return result;
    }

    /**
     * Applies changes to items of a list. An item that existed before is kept as a whole, and an item in the place of
     * another becomes the changed one.
     */
    private static JsonNode applyToItems(JsonNode whole, JsonNode before, JsonNode after) {
        ArrayNode result = ((ArrayNode) whole).arrayNode();
        for (int i = 0; i < after.size(); i++) {
            int same = indexOf(before, after.get(i), i);
            if (same >= 0) {
                result.add(whole.get(same));
            } else if (before.size() == after.size()) {
                result.add(apply(whole.get(i), before.get(i), after.get(i)));
            } else {
                result.add(after.get(i));
            }
        }
        return result;
    }

    private static int indexOf(JsonNode items, JsonNode item, int first) {
        if (first < items.size() && items.get(first).equals(item)) {
            return first;
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).equals(item)) {
                return i;
            }
        }
        return -1;
    }
}
