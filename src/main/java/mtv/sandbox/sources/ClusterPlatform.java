package mtv.sandbox.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.model.ResourceKind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OpenShift as a source: its VirtualMachines and their claims, read and changed through its API. */
public final class ClusterPlatform implements SourcePlatform {

    /** The id of the network that every pod has. */
    public static final String POD = ClusterMachine.POD;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    public ClusterPlatform(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public PlatformType type() {
        return PlatformType.OPENSHIFT;
    }

    @Override
    public String url() {
        return client.getMasterUrl().toString();
    }

    /** Whether the token is good is for the cluster to say. */
    @Override
    public boolean accepts(Map<String, String> login) {
        return true;
    }

    @Override
    public String thumbprint() {
        return "";
    }

    @Override
    public List<SimVm> vms() {
        return machines(all(ResourceKind.VIRTUAL_MACHINE));
    }

    @Override
    public Optional<SimVm> vm(String id) {
        return machines(find(id).stream().toList()).stream().findFirst();
    }

    private Optional<GenericKubernetesResource> find(String id) {
        return all(ResourceKind.VIRTUAL_MACHINE).stream()
                .filter(vm -> vm.getMetadata().getUid().equals(id))
                .findFirst();
    }

    @Override
    public Catalog catalog() {
        Stream<Catalog.Network> attachments = all(ResourceKind.NETWORK_ATTACHMENT_DEFINITION).stream()
                .map(GenericKubernetesResource::getMetadata)
                .map(nad -> new Catalog.Network(nad.getUid(), nad.getNamespace(), nad.getName(), ""));
        return CatalogBuilder.builder()
                .storages(all(ResourceKind.STORAGE_CLASS).stream()
                        .map(storage -> new Catalog.Storage(
                                storage.getMetadata().getUid(),
                                storage.getMetadata().getName(),
                                storage.get("provisioner"),
                                0,
                                0))
                        .toList())
                .networks(Stream.concat(Stream.of(new Catalog.Network(POD, "", POD, "")), attachments)
                        .toList())
                .build();
    }

    @Override
    public void powerOff(String vmId) {
        run(vmId, "Halted");
    }

    @Override
    public void powerOn(String vmId) {
        run(vmId, "Always");
    }

    private void run(String vmId, String strategy) {
        GenericKubernetesResource vm = find(vmId).orElseThrow(() -> SourceException.noSuchVm(vmId));
        ResourceKind.VIRTUAL_MACHINE
                .on(client)
                .resource(vm)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"running\":null,\"runStrategy\":\"" + strategy + "\"}}");
    }

    @Override
    public void removeNic(String vmId) {
        GenericKubernetesResource vm = find(vmId).orElseThrow(() -> SourceException.noSuchVm(vmId));
        JsonNode spec = JSON.<JsonNode>valueToTree(vm).at("/spec/template/spec");
        int last = spec.at("/domain/devices/interfaces").size() - 1;
        String remove = "[{\"op\":\"remove\",\"path\":\"/spec/template/spec/%s/" + last + "\"}]";
        for (String list : List.of("domain/devices/interfaces", "networks")) {
            ResourceKind.VIRTUAL_MACHINE
                    .on(client)
                    .resource(vm)
                    .patch(PatchContext.of(PatchType.JSON), String.format(remove, list));
        }
    }

    @Override
    public String createSnapshot(String vmId) {
        throw noSnapshots();
    }

    @Override
    public boolean snapshotReady(String vmId, String snapshotId) {
        throw noSnapshots();
    }

    @Override
    public void removeSnapshot(String vmId, String snapshotId) {
        throw noSnapshots();
    }

    private static IllegalStateException noSnapshots() {
        return new IllegalStateException("MTV takes no snapshots on an openshift source");
    }

    private List<SimVm> machines(List<GenericKubernetesResource> vms) {
        if (vms.isEmpty()) {
            return List.of();
        }
        Catalog catalog = catalog();
        Map<String, JsonNode> claims = byName(ResourceKind.PERSISTENT_VOLUME_CLAIM);
        Map<String, JsonNode> instances = byName(ResourceKind.VIRTUAL_MACHINE_INSTANCE);
        return vms.stream()
                .map(vm -> new ClusterMachine(JSON.valueToTree(vm), catalog, claims, instances).machine())
                .toList();
    }

    private List<GenericKubernetesResource> all(ResourceKind kind) {
        return kind.on(client).inAnyNamespace().list().getItems();
    }

    private Map<String, JsonNode> byName(ResourceKind kind) {
        return all(kind).stream()
                .collect(Collectors.toMap(
                        object -> object.getMetadata().getNamespace() + "/"
                                + object.getMetadata().getName(),
                        JSON::valueToTree));
    }
}
