package mtv.sandbox.forklift.objects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.model.ResourceKind;
import mtv.model.StorageDestination;
import mtv.model.StorageDestination.AccessMode;
import mtv.model.StorageDestination.VolumeMode;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.VolumeManifests;

import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The volumes in the target namespace. A list is read once in a pass and serves all VMs. */
public final class TargetVolumes {

    static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final String namespace;
    private final Labels labels;
    private final Set<String> underWay;
    private Map<String, List<GenericKubernetesResource>> dataVolumes;
    private Map<String, List<PersistentVolumeClaim>> marked;

    TargetVolumes(KubernetesClient client, String namespace, Labels labels, Set<String> underWay) {
        this.client = client;
        this.namespace = namespace;
        this.labels = labels;
        this.underWay = underWay;
    }

    /** The DataVolumes of this VM in this run. */
    public List<GenericKubernetesResource> dataVolumes(String vmId) {
        if (dataVolumes == null) {
            dataVolumes = byVm(
                    ofRun(kind(ResourceKind.DATA_VOLUME)).list().getItems(),
                    volume -> volume.getMetadata().getLabels().get(Labels.VM));
        }
        return dataVolumes.getOrDefault(vmId, List.of());
    }

    /**
     * Selects the objects of this run. Objects of VMs that have ended are left out, unless too many VMs are under way
     * to name them.
     */
    <T, L, R> FilterWatchListDeletable<T, L, R> ofRun(FilterWatchListDeletable<T, L, R> all) {
        return underWay.isEmpty() || underWay.size() > Selection.MOST_NAMED
                ? all.withLabels(labels.run())
                : Selection.named(all, labels.run(), underWay);
    }

    /**
     * @param spec the changed fields of its spec
     * @param notes the changed annotations
     */
    public void patchDataVolume(String name, ObjectNode spec, Map<String, String> notes) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.set("spec", spec);
        notes.forEach(patch.withObject("/metadata/annotations")::put);
        kind(ResourceKind.DATA_VOLUME).withName(name).patch(MERGE, patch.toString());
    }

    public void deleteDataVolumes(String vmId) {
        new Selection(labels.run(), List.of(vmId)).delete(kind(ResourceKind.DATA_VOLUME));
    }

    public Optional<PersistentVolumeClaim> claim(String name) {
        return Optional.ofNullable(client.persistentVolumeClaims()
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    public List<PersistentVolumeClaim> allClaims() {
        return client.persistentVolumeClaims().inNamespace(namespace).list().getItems();
    }

    /** The claims of this VM in this run. */
    public List<PersistentVolumeClaim> claims(String vmId) {
        if (marked == null) {
            marked = byVm(
                    list().stream().filter(claim -> source(claim) != null).toList(),
                    claim -> marks(claim).get(Labels.VM));
        }
        return marked.getOrDefault(vmId, List.of());
    }

    /** The objects of each VM, in the order of the list. Of a large Plan there are thousands. */
    static <T> Map<String, List<T>> byVm(List<T> all, Function<T, String> vmId) {
        return all.stream().filter(object -> vmId.apply(object) != null).collect(Collectors.groupingBy(vmId));
    }

    /** The claims of this run. A cluster without the kind has none. */
    private List<PersistentVolumeClaim> list() {
        try {
            return ofRun(client.persistentVolumeClaims().inNamespace(namespace))
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
            return List.of();
        }
    }

    public List<PersistentVolumeClaim> claimsOfAnyRun(String vmId) {
        Map<String, String> marks = Labels.with(labels.anyRun(), Labels.VM, vmId);
        return allClaims().stream()
                .filter(claim -> marks(claim).entrySet().containsAll(marks.entrySet()))
                .toList();
    }

    /** The claims that somebody prepared for a conversion alone. */
    public List<PersistentVolumeClaim> claimsOfMachine(String uuid) {
        return allClaims().stream()
                .filter(claim -> uuid.equals(marks(claim).get(VolumeManifests.MACHINE)))
                .toList();
    }

    /** The disk of a claim; null for a claim that is not MTV's. */
    public static String source(PersistentVolumeClaim claim) {
        return marks(claim).get(VolumeManifests.DISK_SOURCE);
    }

    /** The labels and annotations of a claim. Somebody who prepares claims may use either. */
    public static Map<String, String> marks(PersistentVolumeClaim claim) {
        Map<String, String> marks = new HashMap<>(claim.getMetadata().getAnnotations());
        marks.putAll(claim.getMetadata().getLabels());
        return marks;
    }

    /** The progress in percent of the object that fills the claim. */
    public long populatorProgress(PersistentVolumeClaim claim) {
        var ref = claim.getSpec().getDataSourceRef();
        return ResourceKind.named(ref.getKind())
                .flatMap(populator -> populator.find(client, namespace, ref.getName()))
                .map(found -> found.<String>get("status", "progress"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** Whether the pod that fills the claim has failed. */
    public boolean populatorFailed(PersistentVolumeClaim claim) {
        return Optional.ofNullable(client.pods()
                        .inNamespace(namespace)
                        .withName("populate-" + claim.getMetadata().getUid())
                        .get())
                .filter(pod -> pod.getStatus() != null
                        && "Failed".equals(pod.getStatus().getPhase()))
                .isPresent();
    }

    /**
     * Makes the VirtualMachine the owner of a claim, so that it is deleted with it and no longer with its DataVolume.
     */
    public void giveClaim(String name, GenericKubernetesResource machine) {
        client.persistentVolumeClaims()
                .inNamespace(namespace)
                .withName(name)
                .patch(MERGE, owned(client, machine, false, true));
    }

    /** A patch that sets the owner of an object. */
    static String owned(
            KubernetesClient client, GenericKubernetesResource owner, Boolean controller, Boolean blockOwnerDeletion) {
        return client.getKubernetesSerialization()
                .asJson(Map.of(
                        "metadata",
                        Map.of(
                                "ownerReferences",
                                List.of(new OwnerReferenceBuilder()
                                        .withApiVersion(owner.getApiVersion())
                                        .withKind(owner.getKind())
                                        .withName(owner.getMetadata().getName())
                                        .withUid(owner.getMetadata().getUid())
                                        .withController(controller)
                                        .withBlockOwnerDeletion(blockOwnerDeletion)
                                        .build()))));
    }

    /** The destination with modes: those that the map leaves open come first from the StorageProfile of the class. */
    public StorageDestination modes(StorageDestination wish) {
        List<Map<String, Object>> sets = ResourceKind.STORAGE_PROFILE
                .find(client, "", wish.storageClass())
                .map(profile -> profile.<List<Map<String, Object>>>get("status", "claimPropertySets"))
                .orElse(null);
        if (sets == null || sets.isEmpty()) {
            throw new IllegalStateException("no accessMode defined on StorageProfile for " + wish.storageClass());
        }
        List<?> access = (List<?>) sets.get(0).get("accessModes");
        Object mode = sets.get(0).get("volumeMode");
        var json = client.getKubernetesSerialization();
        return new StorageDestination(
                wish.storageClass(),
                wish.volumeMode() == null ? json.convertValue(mode, VolumeMode.class) : wish.volumeMode(),
                wish.accessMode() == null ? json.convertValue(access.get(0), AccessMode.class) : wish.accessMode());
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            kind(ResourceKind kind) {
        return kind.on(client).inNamespace(namespace);
    }
}
