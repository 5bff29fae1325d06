package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.json.Template.Scope;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** A machine with what it refers to in full: so the policy agent looks at it, and MTV's controllers. */
final class Workload {

    private final InventorySnapshot snapshot;
    private final InventoryFormat format;
    private final Scope scope;
    private final Map<String, Map<String, List<JsonNode>>> own = new ConcurrentSkipListMap<>();

    /** @param scope has the machine */
    Workload(InventorySnapshot snapshot, InventoryFormat format, Scope scope) {
        this.snapshot = snapshot;
        this.format = format;
        this.scope = scope;
    }

    /** A copy of an object of a collection, down to where it refers to others; nothing in a workload has a path. */
    ObjectNode of(String collection, JsonNode object) {
        ObjectNode workload = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) object);
        workload.remove("path");
        for (InventoryFormat.Reference reference : format.workload().getOrDefault(collection, List.of())) {
            if (reference.put() == null) {
                workload = (ObjectNode) reference.at().replace(workload, id -> one(reference, id));
            } else if (reference.is() == null) {
                workload.set(reference.put(), reference.value());
            } else {
                put(workload, reference);
            }
        }
        return workload;
    }

    private void put(ObjectNode workload, InventoryFormat.Reference reference) {
        Stream<JsonNode> ids =
                reference.at() == null ? Stream.of(reference.value()) : reference.at().values(workload).stream();
        List<JsonNode> all =
                ids.flatMap(id -> found(reference, id).stream()).distinct().toList();
        if (reference.put().endsWith("[]")) {
            workload.putArray(reference.put().replace("[]", "")).addAll(all);
        } else if (!all.isEmpty()) {
            workload.set(reference.put(), all.get(0));
        }
    }

    /** The id where nothing has it; what refers to nothing has null in its place. */
    private JsonNode one(InventoryFormat.Reference reference, JsonNode id) {
        return found(reference, id).stream().findFirst().orElse(id.asText().isEmpty() ? NullNode.getInstance() : id);
    }

    private List<JsonNode> found(InventoryFormat.Reference reference, JsonNode id) {
        String collection = reference.is();
        boolean part = format.collections().get(collection).ofMachines();
        return (part ? own : snapshot.referred())
                .computeIfAbsent(
                        collection + " by " + reference.by(),
                        key -> snapshot.objects(collection, reference.by(), part ? scope : snapshot.scope(), this))
                .getOrDefault(id.asText(), List.of());
    }
}
