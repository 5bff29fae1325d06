package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** OpenStack: size in a flavor, disks in volumes, networks and volume types by name. */
final class OpenStackShape implements InventoryShape {

    private static final long GIB = 1L << 30;

    @Override
    public List<String> collections() {
        return List.of("vms", "flavors", "volumes", "volumetypes", "networks");
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Map<String, JsonNode> flavors = InventoryShape.byId(lists.get("flavors"));
        Map<String, JsonNode> volumes = InventoryShape.byId(lists.get("volumes"));
        Function<String, String> typeId = idByName(lists.get("volumetypes"));
        Function<String, String> networkId = idByName(lists.get("networks"));
        return InventoryShape.items(lists.get("vms"))
                .map(vm -> base(vm, flavors.get(vm.path("flavorID").asText()))
                        .disks(disks(vm, volumes, typeId))
                        .nics(nics(vm, networkId))
                        .build())
                .toList();
    }

    /** The topology depends on flavor and image properties; the inventory tells the product of it only. */
    private static SourceVmBuilder base(JsonNode vm, JsonNode flavor) {
        return SourceVmBuilder.builder()
                .id(vm.path("id").asText())
                .name(vm.path("name").asText())
                .poweredOn(vm.path("status").asText().equals("ACTIVE"))
                .memoryBytes(flavor == null ? 0 : flavor.path("ram").asLong() << 20)
                .guestOs("");
    }

    private static List<SourceVm.Disk> disks(
            JsonNode vm, Map<String, JsonNode> volumes, Function<String, String> typeId) {
        return InventoryShape.items(vm.path("attachedVolumes"))
                .map(a -> volumes.get(a.path("ID").asText()))
                .filter(v -> v != null)
                .map(v -> new SourceVm.Disk(
                        v.path("id").asText(),
                        typeId.apply(v.path("volumeType").asText()),
                        v.path("size").asLong() * GIB))
                .toList();
    }

    /** A floating address is a second address of a NIC that has a fixed one already. */
    private static List<SourceVm.Nic> nics(JsonNode vm, Function<String, String> networkId) {
        return vm.path("addresses").properties().stream()
                .flatMap(net -> InventoryShape.items(net.getValue())
                        .filter(a -> !a.path("OS-EXT-IPS:type").asText().equals("floating"))
                        .map(a -> a.path("OS-EXT-IPS-MAC:mac_addr").asText())
                        .distinct()
                        .map(mac -> new SourceVm.Nic(mac, networkId.apply(net.getKey()))))
                .toList();
    }

    private static Function<String, String> idByName(JsonNode list) {
        Map<String, String> ids = InventoryShape.items(list)
                .collect(Collectors.toMap(
                        i -> i.path("name").asText(), i -> i.path("id").asText(), (a, b) -> a));
        return name -> ids.getOrDefault(name, name);
    }
}
