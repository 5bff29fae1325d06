package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.model.NetworkSource;
import mtv.model.SourceRef;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** OpenShift: the items are the Kubernetes objects themselves; networks and storage go by name. */
final class OpenShiftShape implements InventoryShape {

    private static final String POD = "pod";

    @Override
    public List<String> collections() {
        return List.of("vms", "persistentvolumeclaims");
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Map<String, JsonNode> claims = InventoryShape.items(lists.get("persistentvolumeclaims"))
                .collect(Collectors.toMap(
                        c -> c.path("namespace").asText() + "/" + c.path("name").asText(),
                        c -> c.path("object"),
                        (a, b) -> a));
        return InventoryShape.items(lists.get("vms")).map(vm -> vm(vm, claims)).toList();
    }

    private static SourceVm vm(JsonNode item, Map<String, JsonNode> claims) {
        JsonNode object = item.path("object");
        JsonNode spec = object.path("spec").path("template").path("spec");
        JsonNode domain = spec.path("domain");
        String namespace = item.path("namespace").asText();
        return SourceVmBuilder.builder()
                .id(item.path("id").asText())
                .name(item.path("name").asText())
                .poweredOn(
                        object.path("status").path("printableStatus").asText().equals("Running"))
                .sockets(domain.path("cpu").path("sockets").asInt())
                .cores(domain.path("cpu").path("cores").asInt())
                .memoryBytes(bytes(domain.path("memory").path("guest").asText()))
                .guestOs("")
                .disks(InventoryShape.items(spec.path("volumes"))
                        .map(OpenShiftShape::claimName)
                        .filter(claim -> !claim.isEmpty())
                        .map(claim -> disk(namespace + "/" + claim, claims))
                        .toList())
                .nics(nics(spec, namespace))
                .build();
    }

    private static String claimName(JsonNode volume) {
        String claim = volume.path("persistentVolumeClaim").path("claimName").asText();
        return claim.isEmpty() ? volume.path("dataVolume").path("name").asText() : claim;
    }

    private static SourceVm.Disk disk(String name, Map<String, JsonNode> claims) {
        JsonNode spec = claims.getOrDefault(name, MissingNode.getInstance()).path("spec");
        return new SourceVm.Disk(
                name,
                spec.path("storageClassName").asText(),
                bytes(spec.path("resources").path("requests").path("storage").asText()));
    }

    private static List<SourceVm.Nic> nics(JsonNode spec, String namespace) {
        Map<String, String> networks = InventoryShape.items(spec.path("networks"))
                .collect(Collectors.toMap(n -> n.path("name").asText(), n -> network(n, namespace), (a, b) -> a));
        return InventoryShape.items(spec.path("domain").path("devices").path("interfaces"))
                .map(i -> new SourceVm.Nic(
                        i.path("macAddress").asText(),
                        networks.getOrDefault(i.path("name").asText(), "")))
                .toList();
    }

    private static String network(JsonNode network, String namespace) {
        String name = network.path("multus").path("networkName").asText();
        return name.isEmpty() ? POD : name.contains("/") ? name : namespace + "/" + name;
    }

    private static long bytes(String quantity) {
        return quantity.isEmpty()
                ? 0
                : Quantity.getAmountInBytes(Quantity.parse(quantity)).longValue();
    }

    @Override
    public NetworkSource network(String key) {
        if (key.equals(POD)) {
            return new NetworkSource(null, null, null, POD, null);
        }
        int slash = key.indexOf('/');
        return new NetworkSource(null, key.substring(slash + 1), key.substring(0, slash), null, null);
    }

    @Override
    public SourceRef storage(String key) {
        return new SourceRef(null, key, null, null);
    }
}
