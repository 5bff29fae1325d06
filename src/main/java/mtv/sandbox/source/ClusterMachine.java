package mtv.sandbox.source;

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

    private static final int MIB_BITS = 20;

    SimVm machine() {
        JsonNode domain = domain();
        JsonNode instance = instances.getOrDefault(namespace() + "/" + name(), MissingNode.getInstance());
        boolean running = instance.at("/status/phase").asText().equals("Running");
        int cores = Math.max(1, domain.at("/cpu/cores").asInt(1));
        return SimVmBuilder.builder()
                .id(object.at("/metadata/uid").asText())
                .namespace(namespace())
                .name(name())
                .uuid(domain.at("/firmware/uuid")
                        .asText(object.at("/metadata/uid").asText()))
                .host(instance.at("/status/nodeName").asText())
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
                .guestId(object.at("/spec/template/metadata/annotations/vm.kubevirt.io~1os")
                        .asText())
                .guestName(instance.at("/status/guestOSInfo/prettyName").asText())
                .disks(disks())
                .nics(nics())
                .addresses(instance.at("/status/interfaces")
                        .valueStream()
                        .filter(nic -> nic.hasNonNull("ipAddress"))
                        .map(nic -> new SimVm.Address(
                                nic.path("mac").asText(), nic.path("ipAddress").asText(), 0, "", List.of(), "dhcp"))
                        .toList())
                .revision(object.at("/metadata/generation").asInt())
                .build();
    }

    private JsonNode domain() {
        return object.at("/spec/template/spec/domain");
    }

    private String namespace() {
        return object.at("/metadata/namespace").asText();
    }

    private String name() {
        return object.at("/metadata/name").asText();
    }

    /** Disks on claims; others, such as cloud-init's, are no business of a migration. */
    private List<SimVm.Disk> disks() {
        List<SimVm.Disk> disks = new ArrayList<>();
        for (JsonNode volume : object.at("/spec/template/spec/volumes")) {
            String claim = volume.at("/persistentVolumeClaim/claimName")
                    .asText(volume.at("/dataVolume/name").asText());
            if (!claim.isEmpty()) {
                disks.add(disk(volume.path("name").asText(), namespace() + "/" + claim, disks.size()));
            }
        }
        return List.copyOf(disks);
    }

    private SimVm.Disk disk(String name, String claimName, int index) {
        JsonNode claim = claims.getOrDefault(claimName, MissingNode.getInstance());
        JsonNode device = domain().at("/devices/disks")
                .valueStream()
                .filter(disk -> disk.path("name").asText().equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
        String storageClass = claim.at("/spec/storageClassName").asText();
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
                .serial(device.path("serial").asText())
                .shared(device.path("shareable").asBoolean())
                .bootable(index == 0 || device.path("bootOrder").asInt() == 1)
                .storageType(SimVm.StorageType.image)
                .build();
    }

    private List<SimVm.Nic> nics() {
        List<SimVm.Nic> nics = new ArrayList<>();
        for (JsonNode nic : domain().at("/devices/interfaces")) {
            String name = nic.path("name").asText();
            nics.add(new SimVm.Nic(
                    name,
                    0,
                    nics.size(),
                    nic.path("macAddress").asText(),
                    network(name),
                    "",
                    nic.path("model").asText("virtio")));
        }
        return List.copyOf(nics);
    }

    private String network(String nic) {
        String attachment = object.at("/spec/template/spec/networks")
                .valueStream()
                .filter(network -> network.path("name").asText().equals(nic))
                .map(network -> network.at("/multus/networkName").asText())
                .findFirst()
                .orElse("");
        if (attachment.isEmpty()) {
            return ClusterPlatform.POD;
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
                ? Quantity.getAmountInBytes(new Quantity(quantity.asText())).longValue()
                : 0;
    }
}
