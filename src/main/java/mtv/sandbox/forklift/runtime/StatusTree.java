package mtv.sandbox.forklift.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.model.MigrationRecord;
import mtv.model.MigrationStatus;
import mtv.model.PlanStatus;
import mtv.model.VmStatus;
import mtv.model.serialization.SharedNode;

import java.util.List;
import java.util.Map;

/** The tree of a status that is to be written, in which the VMs that have not changed are those that are stored. */
final class StatusTree {

    private final KubernetesSerialization json;
    private final JsonNode stored;

    /** @param stored the object that the status was read from, or missing */
    StatusTree(KubernetesSerialization json, JsonNode stored) {
        this.json = json;
        this.stored = stored;
    }

    JsonNode of(Object status) {
        if (status instanceof PlanStatus plan && plan.migration() != null) {
            MigrationRecord run = plan.migration();
            ObjectNode tree = tree(plan.withMigration(run.withVms(null)));
            return with(tree, (ObjectNode) tree.path("migration"), run.vms(), stored.at("/status/migration/vms"));
        }
        if (status instanceof MigrationStatus migration) {
            ObjectNode tree = tree(migration.withVms(null));
            return with(tree, tree, migration.vms(), stored.at("/status/vms"));
        }
        return tree(status);
    }

    private ObjectNode tree(Object value) {
        return json.convertValue(value, ObjectNode.class);
    }

    private ObjectNode with(ObjectNode tree, ObjectNode place, List<VmStatus> vms, JsonNode before) {
        if (vms != null) {
            Map<Object, JsonNode> known = SharedNode.byReading(before);
            ArrayNode all = JsonNodeFactory.instance.arrayNode(vms.size());
            vms.forEach(vm -> all.add(known.containsKey(vm) ? known.get(vm) : tree(vm)));
            place.set("vms", all);
        }
        return tree;
    }
}
