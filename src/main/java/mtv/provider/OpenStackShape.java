package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenStack: size in a flavor, disks in volumes, networks and volume types by name. */
final class OpenStackShape implements InventoryShape {

    /** The buses that KubeVirt has for OpenStack's; all others become virtio. */
    private static final Map<String, String> BUSES = Map.of("scsi", "scsi", "ide", "sata");

    private static final long GIB = 1L << 30;

    @Override
    public List<String> collections() {
        return List.of("vms", "flavors", "volumes", "volumetypes", "networks", "snapshots");
    }

    @Override
    public String storages() {
        return "volumetypes";
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Map<String, JsonNode> flavors = InventoryShape.byId(lists.get("flavors"));
        Map<String, JsonNode> volumes = InventoryShape.byId(lists.get("volumes"));
        Function<String, String> typeId = idByName(lists.get("volumetypes"));
        Function<String, String> networkId = idByName(lists.get("networks"));
        return InventoryShape.items(lists.get("vms"))
                .map(vm -> base(vm, flavors.getOrDefault(vm.path("flavorID").asText(), MissingNode.getInstance()))
                        .bootloader(bootloader(vm, volumes))
                        .snapshots(Fact.of(snapshots(vm, lists.get("snapshots")), "snapshots"))
                        .disks(disks(vm, volumes, typeId))
                        .nics(nics(vm, networkId))
                        .build())
                .toList();
    }

    /** The topology depends on flavor and image properties; the inventory tells the product of it only. */
    private static SourceVmBuilder base(JsonNode vm, JsonNode flavor) {
        String topology = "OpenStack's inventory tells the number of CPUs only";
        return SourceVmBuilder.builder()
                .id(vm.path("id").asText())
                .name(vm.path("name").asText())
                .power(Fact.of(vm.path("status").asText().equals("ACTIVE"), "status"))
                .cpus(Fact.positive(flavor.path("vcpus").asInt(), "flavor's vcpus"))
                .secureBoot(Fact.of(false, "MTV gives no OpenStack VM secure boot"))
                .sockets(Fact.untold(topology))
                .cores(Fact.untold(topology))
                .threads(Fact.untold(topology))
                .memoryBytes(Fact.positive(flavor.path("ram").asLong() << 20, "flavor's ram"))
                .guestOs("");
    }

    /** By the image that the first volume was made of. */
    private static Fact<String> bootloader(JsonNode vm, Map<String, JsonNode> volumes) {
        return attached(vm, volumes)
                .map(v -> v.path("volumeImageMetadata")
                        .path("hw_firmware_type")
                        .asText()
                        .replace("uefi", "efi"))
                .findFirst()
                .map(type -> Fact.text(type, "hw_firmware_type of the image"))
                .orElse(null);
    }

    private static Fact<String> bus(JsonNode volume) {
        String bus = volume.path("volumeImageMetadata").path("hw_disk_bus").asText();
        return Fact.of(BUSES.getOrDefault(bus, SourceVm.VIRTIO), "hw_disk_bus of the image");
    }

    private static Stream<JsonNode> attached(JsonNode vm, Map<String, JsonNode> volumes) {
        return InventoryShape.items(vm.path("attachedVolumes"))
                .map(a -> volumes.get(a.path("ID").asText()))
                .filter(v -> v != null);
    }

    private static Set<String> snapshots(JsonNode vm, JsonNode snapshots) {
        Set<String> attached = InventoryShape.items(vm.path("attachedVolumes"))
                .map(a -> a.path("ID").asText())
                .collect(Collectors.toSet());
        return InventoryShape.items(snapshots)
                .filter(s -> attached.contains(s.path("volumeID").asText()))
                .map(s -> s.path("id").asText())
                .collect(Collectors.toSet());
    }

    private static List<SourceVm.Disk> disks(
            JsonNode vm, Map<String, JsonNode> volumes, Function<String, String> typeId) {
        return attached(vm, volumes)
                .map(v -> new SourceVm.Disk(
                        v.path("id").asText(),
                        v.path("id").asText(),
                        typeId.apply(v.path("volumeType").asText()),
                        Fact.positive(v.path("size").asLong() * GIB, "size"),
                        Fact.of(v.path("multiattach").asBoolean(), "multiattach"),
                        Fact.of(v.path("bootable").asText().equals("true"), "bootable"),
                        bus(v)))
                .toList();
    }

    /** A floating address is a second address of a NIC that has a fixed one already. */
    private static List<SourceVm.Nic> nics(JsonNode vm, Function<String, String> networkId) {
        return vm.path("addresses").properties().stream()
                .flatMap(net -> InventoryShape.items(net.getValue())
                        .filter(a -> !a.path("OS-EXT-IPS:type").asText().equals("floating"))
                        .map(a -> a.path("OS-EXT-IPS-MAC:mac_addr").asText())
                        .distinct()
                        .map(mac -> new SourceVm.Nic(
                                mac,
                                networkId.apply(net.getKey()),
                                Fact.untold("the model is a property of the image"),
                                false)))
                .toList();
    }

    private static Function<String, String> idByName(JsonNode list) {
        Map<String, String> ids = InventoryShape.items(list)
                .collect(Collectors.toMap(
                        i -> i.path("name").asText(), i -> i.path("id").asText(), (a, b) -> a));
        return name -> ids.getOrDefault(name, name);
    }
}
