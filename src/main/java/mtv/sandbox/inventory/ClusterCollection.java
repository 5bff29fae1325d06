package mtv.sandbox.inventory;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.ResourceKind;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The collections that the inventory of a cluster has, by their names in its URLs. */
enum ClusterCollection {
    namespaces(ResourceKind.NAMESPACE, "/spec", "/status"),
    storageclasses(ResourceKind.STORAGE_CLASS),
    networkattachmentdefinitions(ResourceKind.NETWORK_ATTACHMENT_DEFINITION, "/spec"),
    instancetypes(ResourceKind.INSTANCETYPE, "/spec/cpu", "/spec/memory"),
    clusterinstancetypes(ResourceKind.CLUSTER_INSTANCETYPE, "/spec/cpu", "/spec/memory"),
    persistentvolumeclaims(ResourceKind.PERSISTENT_VOLUME_CLAIM, "/spec", "/spec/resources", "/status"),
    datavolumes(ResourceKind.DATA_VOLUME, "/spec", "/status"),
    kubevirts(
            ResourceKind.KUBEVIRT,
            "/spec",
            "/spec/workloadUpdateStrategy",
            "/spec/certificateRotateStrategy",
            "/spec/configuration",
            "/spec/customizeComponents",
            "/status"),
    vms(
            ResourceKind.VIRTUAL_MACHINE,
            "/spec/template/metadata",
            "/spec/template/metadata/creationTimestamp",
            "/spec/template/spec/domain",
            "/spec/template/spec/domain/resources",
            "/spec/template/spec/domain/devices",
            "/status"),
    /** Shown with their machines only. */
    instances(
            ResourceKind.VIRTUAL_MACHINE_INSTANCE,
            "/spec/domain",
            "/spec/domain/resources",
            "/spec/domain/devices",
            "/status");

    private final ResourceKind kind;
    private final List<JsonPointer> alwaysThere;

    /** @param alwaysThere fields that the product's types write even where the cluster has none, outer ones first */
    ClusterCollection(ResourceKind kind, String... alwaysThere) {
        this.kind = kind;
        this.alwaysThere = Stream.of(alwaysThere).map(JsonPointer::compile).toList();
    }

    /** Empty for a name that is no collection. */
    static Optional<ClusterCollection> named(String name) {
        return Arrays.stream(values())
                .filter(collection ->
                        collection != instances && collection.name().equals(name))
                .findFirst();
    }

    ResourceKind kind() {
        return kind;
    }

    /** Adds the fields that are always there: an empty object, or null for a time, where its parent is there. */
    void complete(ObjectNode object) {
        for (JsonPointer field : alwaysThere) {
            String name = field.last().getMatchingProperty();
            if (object.at(field.head()) instanceof ObjectNode parent && !parent.has(name)) {
                parent.set(name, name.equals("creationTimestamp") ? NullNode.getInstance() : parent.objectNode());
            }
        }
    }
}
