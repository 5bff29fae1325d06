package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** oVirt: a NIC reaches its network through a profile, an attachment its storage through a disk. */
final class OvirtShape implements InventoryShape {

    @Override
    public List<String> collections() {
        return List.of("vms", "disks", "nicprofiles");
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Map<String, JsonNode> disks = InventoryShape.byId(lists.get("disks"));
        Map<String, JsonNode> profiles = InventoryShape.byId(lists.get("nicprofiles"));
        return InventoryShape.items(lists.get("vms"))
                .map(vm -> vm(vm, disks, profiles))
                .toList();
    }

    private static SourceVm vm(JsonNode vm, Map<String, JsonNode> disks, Map<String, JsonNode> profiles) {
        return SourceVmBuilder.builder()
                .id(vm.path("id").asText())
                .name(vm.path("name").asText())
                .poweredOn(vm.path("status").asText().equals("up"))
                .sockets(vm.path("cpuSockets").asInt())
                .cores(vm.path("cpuCores").asInt())
                .memoryBytes(vm.path("memory").asLong())
                .guestOs(vm.path("osType").asText() + " " + vm.path("guestName").asText())
                .disks(InventoryShape.items(vm.path("diskAttachments"))
                        .map(a -> disk(a.path("disk").asText(), disks))
                        .toList())
                .nics(InventoryShape.items(vm.path("nics"))
                        .map(n -> new SourceVm.Nic(
                                n.path("mac").asText(),
                                network(n.path("profile").asText(), profiles)))
                        .toList())
                .build();
    }

    private static SourceVm.Disk disk(String id, Map<String, JsonNode> disks) {
        JsonNode disk = disks.get(id);
        return disk == null
                ? new SourceVm.Disk(id, "", 0)
                : new SourceVm.Disk(
                        id,
                        disk.path("storageDomain").asText(),
                        disk.path("provisionedSize").asLong());
    }

    private static String network(String profile, Map<String, JsonNode> profiles) {
        JsonNode found = profiles.get(profile);
        return found == null ? "" : found.path("network").asText();
    }
}
