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
    public String storages() {
        return "storageclasses";
    }

    @Override
    public String networks() {
        return "networkattachmentdefinitions";
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
        String namespace = item.path("namespace").asText();
        return machine(spec.path("domain"))
                .id(item.path("id").asText())
                .name(item.path("name").asText())
                .power(Fact.of(
                        object.path("status").path("printableStatus").asText().equals("Running"), "printableStatus"))
                .instanceType(Fact.text(
                        object.path("spec").path("instancetype").path("name").asText(), "spec.instancetype.name"))
                .preference(Fact.text(
                        object.path("spec").path("preference").path("name").asText(), "spec.preference.name"))
                .guestOs("")
                .snapshots(Fact.untold("the inventory does not list VirtualMachineSnapshots"))
                .disks(InventoryShape.items(spec.path("volumes"))
                        .filter(volume -> !claimName(volume).isEmpty())
                        .map(volume -> disk(volume, namespace, spec.path("domain"), claims))
                        .toList())
                .nics(nics(spec, namespace))
                .build();
    }

    /** What a VM with an instance type does not say, its instance type does. */
    private static SourceVmBuilder machine(JsonNode domain) {
        JsonNode cpu = domain.path("cpu");
        JsonNode firmware = domain.path("firmware");
        JsonNode efi = firmware.path("bootloader").path("efi");
        boolean told = !firmware.path("bootloader").isMissingNode();
        int cpus = cpu.path("sockets").asInt(1)
                * cpu.path("cores").asInt(1)
                * cpu.path("threads").asInt(1);
        return SourceVmBuilder.builder()
                .cpus(Fact.positive(cpu.isMissingNode() ? 0 : cpus, "domain.cpu"))
                .sockets(Fact.positive(cpu.path("sockets").asInt(), "domain.cpu.sockets"))
                .cores(Fact.positive(cpu.path("cores").asInt(), "domain.cpu.cores"))
                .threads(Fact.positive(cpu.path("threads").asInt(), "domain.cpu.threads"))
                .cpuModel(Fact.text(cpu.path("model").asText(), "domain.cpu.model"))
                .memoryBytes(
                        Fact.positive(bytes(domain.path("memory").path("guest").asText()), "domain.memory.guest"))
                .bootloader(told ? Fact.of(efi.isMissingNode() ? "bios" : "efi", "domain.firmware.bootloader") : null)
                .secureBoot(
                        efi.isMissingNode()
                                ? null
                                : Fact.of(efi.path("secureBoot").asBoolean(true), "domain.firmware.bootloader.efi"))
                .tpm(Fact.of(hasTpm(domain.at("/devices/tpm")), "domain.devices.tpm"))
                .machineType(Fact.text(domain.path("machine").path("type").asText(), "domain.machine.type"))
                .firmwareUuid(Fact.text(firmware.path("uuid").asText(), "domain.firmware.uuid"))
                .serial(Fact.text(firmware.path("serial").asText(), "domain.firmware.serial"))
                .clock(domain.has("clock") ? Fact.of(domain.path("clock").toString(), "domain.clock") : null);
    }

    /** One that is there may be disabled, as in every VM without a TPM that MTV has made of vSphere's. */
    private static boolean hasTpm(JsonNode tpm) {
        return tpm.isObject() && tpm.path("enabled").asBoolean(true);
    }

    private static SourceVm.Disk disk(
            JsonNode volume, String namespace, JsonNode domain, Map<String, JsonNode> claims) {
        String name = namespace + "/" + claimName(volume);
        String identity = volume.path("name").asText();
        JsonNode spec = claims.getOrDefault(name, MissingNode.getInstance()).path("spec");
        JsonNode device = InventoryShape.items(domain.path("devices").path("disks"))
                .filter(disk -> disk.path("name").asText().equals(identity))
                .findFirst()
                .orElse(MissingNode.getInstance());
        return new SourceVm.Disk(
                name,
                identity,
                spec.path("storageClassName").asText(),
                Fact.positive(
                        bytes(spec.path("resources")
                                .path("requests")
                                .path("storage")
                                .asText()),
                        "the claim's request"),
                Fact.of(device.path("shareable").asBoolean(), "shareable"),
                device.has("bootOrder") ? Fact.of(device.path("bootOrder").asInt() == 1, "bootOrder") : null,
                Fact.text(device.path("disk").path("bus").asText(), "disk.bus"));
    }

    private static String claimName(JsonNode volume) {
        String claim = volume.path("persistentVolumeClaim").path("claimName").asText();
        return claim.isEmpty() ? volume.path("dataVolume").path("name").asText() : claim;
    }

    private static List<SourceVm.Nic> nics(JsonNode spec, String namespace) {
        Map<String, String> networks = InventoryShape.items(spec.path("networks"))
                .collect(Collectors.toMap(n -> n.path("name").asText(), n -> network(n, namespace), (a, b) -> a));
        return InventoryShape.items(spec.path("domain").path("devices").path("interfaces"))
                .map(i -> new SourceVm.Nic(
                        i.path("macAddress").asText(),
                        networks.getOrDefault(i.path("name").asText(), ""),
                        Fact.text(i.path("model").asText(), "model"),
                        i.has("sriov")))
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
