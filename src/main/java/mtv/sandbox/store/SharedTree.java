package mtv.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;

/** Two states of one document, which share what is equal. */
public final class SharedTree {

    private SharedTree() {}

    /**
     * The newer one, in which whatever is equal is the older one's own; the rest is new, and may be changed.
     *
     * @param before missing when there was none
     * @param now stays as it is
     */
    public static JsonNode own(JsonNode before, JsonNode now) {
        if (now == before) {
            return before;
        }
        if (!now.isContainerNode()) {
            return now.equals(before) ? before : now;
        }
        return now instanceof ObjectNode fields ? ownFields(before, fields) : ownItems(before, (ArrayNode) now);
    }

    private static JsonNode ownFields(JsonNode before, ObjectNode now) {
        boolean same = before.isObject() && before.size() == now.size();
        ObjectNode own = now.objectNode();
        for (Map.Entry<String, JsonNode> field : now.properties()) {
            JsonNode old = before.path(field.getKey());
            JsonNode value = own(old, field.getValue());
            own.set(field.getKey(), value);
            same &= value == old;
        }
        return same ? before : own;
    }

    private static JsonNode ownItems(JsonNode before, ArrayNode now) {
        boolean same = before.isArray() && before.size() == now.size();
        ArrayNode own = JsonNodeFactory.instance.arrayNode(now.size());
        for (int i = 0; i < now.size(); i++) {
            JsonNode old = before.path(i);
            JsonNode value = own(old, now.get(i));
            own.add(value);
            same &= value == old;
        }
        return same ? before : own;
    }

    /**
     * What to keep: the older of two that are equal. What of the newer one is not, is changed to hold what is older.
     *
     * @param before missing when there was none
     * @param now may hold parts of the older one, which are not looked into
     */
    static JsonNode share(JsonNode before, JsonNode now) {
        if (before == now || before.getNodeType() != now.getNodeType()) {
            return now;
        }
        if (!now.isContainerNode()) {
            return before.equals(now) ? before : now;
        }
        boolean same =
                now instanceof ObjectNode fields ? shareFields(before, fields) : shareItems(before, (ArrayNode) now);
        return same ? before : now;
    }

    /** @return whether they are equal */
    private static boolean shareFields(JsonNode before, ObjectNode now) {
        boolean same = before.size() == now.size();
        for (Map.Entry<String, JsonNode> field : now.properties()) {
            JsonNode old = before.path(field.getKey());
            JsonNode kept = share(old, field.getValue());
            if (kept != field.getValue()) {
                field.setValue(kept);
            }
            same &= kept == old;
        }
        return same;
    }

    private static boolean shareItems(JsonNode before, ArrayNode now) {
        boolean same = before.size() == now.size();
        for (int i = 0; i < now.size(); i++) {
            JsonNode old = before.path(i);
            JsonNode kept = share(old, now.get(i));
            if (kept != now.get(i)) {
                now.set(i, kept);
            }
            same &= kept == old;
        }
        return same;
    }

    /** What is at this place of a document, missing when there is none. */
    static JsonNode part(JsonNode document, String field) {
        return document == null ? MissingNode.getInstance() : document.path(field);
    }
}
