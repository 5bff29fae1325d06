package mtv.sandbox.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.Quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A VirtualMachine as a machine of a source.
 *
 * @param claims PersistentVolumeClaims by namespace and name; instances likewise
 */
record ClusterMachine(JsonNode object, Catalog catalog, Map<String, JsonNode> claims, Map<String, JsonNode> instances) {

    static final String POD = "pod";

    private static final int MIB_BITS = 20;

    SimVm machine() {
        JsonNode domain = domain();
        JsonNode instance = instances.getOrDefault(namespace() + "/" + name(), MissingNode.getInstance());
        boolean running = text(instance, "/status/phase").equals("Running");
        int cores = Math.max(1, domain.at("/cpu/cores").asInt(1));
        String uid = text(object, "/metadata/uid");
        return SimVmBuilder.builder()
                .id(uid)
                .namespace(namespace())
                .name(name())
                .uuid(domain.at("/firmware/uuid").asText(uid))
                .host(text(instance, "/status/nodeName"))
                .folder(namespace())
                .power(running ? SimVm.PowerState.poweredOn : SimVm.PowerState.poweredOff)
                .cpus(cores * Math.max(1, domain.at("/cpu/sockets").asInt(1)))
                .coresPerSocket(cores)
                .threads(domain.at("/cpu/threads").asInt(1))
                .memoryMib((int) (bytes(domain.at("/memory/guest")) >> MIB_BITS))
                .firmware(domain.at("/firmware/bootloader").has("efi") ? "efi" : "bios")
                .secureBoot(domain.at("/firmware/bootloader/efi").isObject()
                        && domain.at("/firmware/bootloader/efi/secureBoot").asBoolean(true))
                .tpm(domain.at("/devices/tpm").isObject()
                        && domain.at("/devices/tpm/enabled").asBoolean(true))
                .guestId(text(object, "/spec/template/metadata/annotations/vm.kubevirt.io~1os"))
                .guestName(text(instance, "/status/guestOSInfo/prettyName"))
                .disks(disks())
                .nics(nics())
                .addresses(instance.at("/status/interfaces")
                        .valueStream()
                        .filter(nic -> nic.hasNonNull("ipAddress"))
                        .map(nic ->
                                new SimVm.Address(text(nic, "/mac"), text(nic, "/ipAddress"), 0, "", List.of(), "dhcp"))
                        .toList())
                .revision(object.at("/metadata/generation").asInt())
                .build();
    }

    private static String text(JsonNode node, String at) {
        return node.at(at).asText();
    }

    private JsonNode domain() {
        return object.at("/spec/template/spec/domain");
    }

    private String namespace() {
        return text(object, "/metadata/namespace");
    }

    private String name() {
        return text(object, "/metadata/name");
    }

    /** Disks on claims; others, such as cloud-init's, are no business of a migration. */
    private List<SimVm.Disk> disks() {
        List<SimVm.Disk> disks = new ArrayList<>();
        for (JsonNode volume : object.at("/spec/template/spec/volumes")) {
            String claim = volume.at("/persistentVolumeClaim/claimName").asText(text(volume, "/dataVolume/name"));
            if (!claim.isEmpty()) {
                disks.add(disk(text(volume, "/name"), namespace() + "/" + claim, disks.size()));
            }
        }
        return List.copyOf(disks);
    }

    private SimVm.Disk disk(String name, String claimName, int index) {
        JsonNode claim = claims.getOrDefault(claimName, MissingNode.getInstance());
        JsonNode device = named(domain().at("/devices/disks"), name);
        String storageClass = text(claim, "/spec/storageClassName");
        return SimVmDiskBuilder.builder()
                .id(claimName)
                .key(index)
                .unitNumber(index)
                .bus(device.at("/disk/bus").asText("virtio"))
                .file(claimName.substring(claimName.indexOf('/') + 1))
                .storage(catalog.storages().stream()
                        .filter(storage -> storage.name().equals(storageClass))
                        .findFirst()
                        .map(Catalog.Storage::id)
                        .orElse(storageClass))
                .capacity(bytes(claim.at("/spec/resources/requests/storage")))
                .serial(text(device, "/serial"))
                .shared(device.path("shareable").asBoolean())
                .bootable(index == 0 || device.path("bootOrder").asInt() == 1)
                .storageType(SimVm.StorageType.image)
                .build();
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream()
                .filter(one -> text(one, "/name").equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private List<SimVm.Nic> nics() {
        List<SimVm.Nic> nics = new ArrayList<>();
        for (JsonNode nic : domain().at("/devices/interfaces")) {
            String name = text(nic, "/name");
            String model = nic.path("model").asText("virtio");
            nics.add(new SimVm.Nic(name, 0, nics.size(), text(nic, "/macAddress"), network(name), "", model));
        }
        return List.copyOf(nics);
    }

    private String network(String nic) {
        String attachment = text(named(object.at("/spec/template/spec/networks"), nic), "/multus/networkName");
        if (attachment.isEmpty()) {
            return POD;
        }
        String full = attachment.contains("/") ? attachment : namespace() + "/" + attachment;
        return catalog.networks().stream()
                .filter(network -> full.equals(network.namespace() + "/" + network.name()))
                .findFirst()
                .map(Catalog.Network::id)
                .orElse(full);
    }

    private static long bytes(JsonNode quantity) {
        return quantity.isTextual()
                ? new Quantity(quantity.asText()).getNumericalAmount().longValue()
                : 0;
    }
}
