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
     * @param before may be null
     * @param now stays as it is
     */
    public static JsonNode own(JsonNode before, JsonNode now) {
        if (now == before) {
            return before;
        }
        if (!now.isContainerNode()) {
            return now.equals(before) ? before : now;
        }
        boolean same = before != null && before.getNodeType() == now.getNodeType() && before.size() == now.size();
        JsonNode older = before == null ? MissingNode.getInstance() : before;
        if (now instanceof ObjectNode object) {
            ObjectNode own = object.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode old = older.get(field.getKey());
                own.set(field.getKey(), own(old, field.getValue()));
                same &= own.get(field.getKey()) == old;
            }
            return same ? before : own;
        }
        ArrayNode own = JsonNodeFactory.instance.arrayNode(now.size());
        for (int i = 0; i < now.size(); i++) {
            JsonNode old = older.get(i);
            own.add(own(old, now.get(i)));
            same &= own.get(i) == old;
        }
        return same ? before : own;
    }

    /**
     * What to keep: the older of two that are equal. What of the newer one is not, is changed to hold what is older.
     *
     * @param before may be null
     * @param now may hold parts of the older one, which are not looked into
     */
    public static JsonNode share(JsonNode before, JsonNode now) {
        if (before == null || before == now || before.getNodeType() != now.getNodeType()) {
            return now;
        }
        boolean same = now.isContainerNode() ? before.size() == now.size() : before.equals(now);
        if (now instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode old = before.get(field.getKey());
                if (field.getValue() != old) {
                    field.setValue(share(old, field.getValue()));
                }
                same &= field.getValue() == old;
            }
        }
        for (int i = 0; now instanceof ArrayNode array && i < array.size(); i++) {
            JsonNode old = before.get(i);
            if (array.get(i) != old) {
                array.set(i, share(old, array.get(i)));
            }
            same &= array.get(i) == old;
        }
        return same ? before : now;
    }
}
