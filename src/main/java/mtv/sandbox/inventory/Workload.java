package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.inventory.Template.Scope;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A machine with what it refers to in full: so the policy agent looks at it, and MTV's controllers. */
final class Workload {

    private final Look look;
    private final Shape shape;
    private final Scope scope;
    private final Map<String, Map<String, JsonNode>> own = new ConcurrentSkipListMap<>();

    /** @param scope has the machine */
    Workload(Look look, Shape shape, Scope scope) {
        this.look = look;
        this.shape = shape;
        this.scope = scope;
    }

    /** A copy of an object of a collection, down to where it refers to others. */
    ObjectNode of(String collection, JsonNode object) {
        ObjectNode workload = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) object);
        for (Shape.Reference reference : shape.workload().getOrDefault(collection, List.of())) {
            if (reference.put() == null) {
                workload = (ObjectNode) reference.at().replace(workload, id -> found(reference.is(), id));
                continue;
            }
            List<JsonNode> all = reference.at().values(workload).stream()
                    .map(id -> found(reference.is(), id))
                    .filter(JsonNode::isObject)
                    .toList();
            if (reference.put().endsWith("[]")) {
                workload.putArray(reference.put().replace("[]", "")).addAll(all);
            } else if (!all.isEmpty()) {
                workload.set(reference.put(), all.get(0));
            }
        }
        return workload;
    }

    /** The id where nothing has it. */
    private JsonNode found(String collection, JsonNode id) {
        boolean part = shape.collections().get(collection).ofMachines();
        return (part ? own : look.referred())
                .computeIfAbsent(collection, name -> look.objects(name, part ? scope : look.scope(), this))
                .getOrDefault(id.asText(), id);
    }
}
