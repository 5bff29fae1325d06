package mtv.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.model.ResourceKind;
import mtv.model.serialization.ModelSerialization;
import mtv.vm.DestinationVm;
import mtv.vm.Document;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The migrated VMs, their instances, claims and volumes, whole and by their names. */
final class WholeVms {

    private static final Logger LOG = LogManager.getLogger();

    private final Map<String, Document> vms;
    private final Map<String, Document> instances;
    private final Map<String, Document> claims;
    private final Map<String, Document> volumes;
    private final boolean listed;

    WholeVms(
            List<? extends HasMetadata> vms,
            List<? extends HasMetadata> instances,
            List<PersistentVolumeClaim> claims,
            Optional<List<PersistentVolume>> volumes) {
        this.vms = byName(ResourceKind.VIRTUAL_MACHINE, vms);
        this.instances = byName(ResourceKind.VIRTUAL_MACHINE_INSTANCE, instances);
        this.claims = byName(ResourceKind.PERSISTENT_VOLUME_CLAIM, claims);
        this.volumes = byName(ResourceKind.PERSISTENT_VOLUME, volumes.orElse(List.of()));
        this.listed = volumes.isPresent();
    }

    /** All volumes of the cluster by one list; empty where the user may not list them. */
    static Optional<List<PersistentVolume>> volumes(Cluster cluster) {
        try {
            return Optional.of(cluster.client().persistentVolumes().list().getItems());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            LOG.warn(
                    "The {} does not let the user list PersistentVolumes, so only the claims are compared",
                    cluster.name());
            return Optional.empty();
        }
    }

    /**
     * Beside what was read {@code ListedVolumes}, if they were, so that one that is not there is missed, and else
     * {@code NotListed}.
     */
    List<Document> of(DestinationVm vm) {
        List<Document> documents = new ArrayList<>();
        add(vms, vm.name(), documents);
        add(instances, vm.name(), documents);
        for (DestinationVm.Disk disk : vm.disks()) {
            add(claims, disk.claim(), documents);
            Optional.ofNullable(claims.get(disk.claim()))
                    .map(claim -> claim.tree().at("/spec/volumeName").asText())
                    .ifPresent(volume -> add(volumes, volume, documents));
        }
        documents.add(
                listed
                        ? new Document("ListedVolumes", "", TextNode.valueOf("yes"))
                        : new Document(
                                "NotListed", "PersistentVolumes", TextNode.valueOf("the user may not list them")));
        return documents;
    }

    private static void add(Map<String, Document> all, String name, List<Document> documents) {
        Optional.ofNullable(all.get(name)).ifPresent(documents::add);
    }

    private static Map<String, Document> byName(ResourceKind kind, List<? extends HasMetadata> objects) {
        return objects.stream()
                .map(object -> new Document(
                        kind.kind(),
                        object.getMetadata().getName(),
                        ModelSerialization.shared().convertValue(object, JsonNode.class)))
                .collect(Collectors.toMap(Document::name, document -> document, (a, b) -> a));
    }
}
