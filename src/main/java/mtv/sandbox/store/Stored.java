package mtv.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.serialization.SharedNode;

/**
 * An object as the store keeps it: nobody changes it, and it shares with the state before what has stayed as it was,
 * because the history holds many states of one object.
 */
@SuppressWarnings("unchecked") // of deepCopy, as in JsonNode's own subclasses
final class Stored extends WrittenNode {

    private static final long serialVersionUID = 1L;

    /** @param before null when there was none */
    Stored(ObjectNode object, ObjectNode before) {
        super(shared(object, before));
    }

    /** With outermost parts of their own, which others remember what they have read as. */
    private static ObjectNode shared(ObjectNode object, ObjectNode before) {
        ObjectNode now = object.objectNode();
        object.properties().forEach(field -> {
            JsonNode part = SharedTree.share(SharedTree.part(before, field.getKey()), field.getValue());
            boolean apart = part instanceof ObjectNode && !(part instanceof SharedNode);
            now.set(field.getKey(), apart ? new SharedNode((ObjectNode) part) : part);
        });
        return now;
    }
}
