package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The nodes of the trees that the console shows. */
final class TreeNodes {

    private TreeNodes() {}

    /** A node of a tree, which has no children yet: then there is null in their place. */
    static ObjectNode node(String kind, JsonNode object) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", kind);
        node.set("object", object);
        return node.putNull("children");
    }

    static void addTo(ObjectNode above, ObjectNode node) {
        if (above.path("children").isNull()) {
            above.putArray("children");
        }
        above.withArray("children").add(node);
    }
}
