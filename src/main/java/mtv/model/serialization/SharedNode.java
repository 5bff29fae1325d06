package mtv.model.serialization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A part of a document that nobody changes, and that many states of the document share: what it is read as is read
 * once. A Plan of a thousand VMs has a thousand such parts, of which a step of one VM changes one.
 */
@SuppressWarnings("unchecked") // of deepCopy, as in JsonNode's own subclasses
public class SharedNode extends ObjectNode {

    private static final long serialVersionUID = 1L;

    private transient volatile Object read;

    /** @param fields become those of this node */
    public SharedNode(ObjectNode fields) {
        super(JsonNodeFactory.instance);
        setAll(fields);
    }

    /** The items of a list, by the very objects that they were read as. */
    public static Map<Object, JsonNode> byReading(JsonNode list) {
        Map<Object, JsonNode> items = new IdentityHashMap<>();
        for (JsonNode item : list) {
            if (item instanceof SharedNode part && part.read() != null) {
                items.put(part.read(), part);
            }
        }
        return items;
    }

    /** What it was read as; null before that. */
    final Object read() {
        return read;
    }

    /** @param result must be as unchangeable as the node */
    final void remember(Object result) {
        read = result;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
