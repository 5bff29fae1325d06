package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** oVirt: a NIC reaches its network through a profile, an attachment its storage through a disk. */
final class OvirtShape implements InventoryShape {

    /** The buses that KubeVirt has for oVirt's; all others become virtio. */
    private static final Map<String, String> BUSES = Map.of("virtio_scsi", "scsi", "sata", "sata", "ide", "sata");

    @Override
    public List<String> collections() {
        return List.of("vms", "disks", "nicprofiles");
    }

    @Override
    public String storages() {
        return "storagedomains";
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
        int sockets = vm.path("cpuSockets").asInt();
        int cores = vm.path("cpuCores").asInt();
        int threads = vm.path("cpuThreads").asInt();
        String id = vm.path("id").asText();
        String bios = vm.path("bios").asText();
        String serial = vm.path("serialNumber").asText();
        return SourceVmBuilder.builder()
                .id(id)
                .name(vm.path("name").asText())
                .power(Fact.of(vm.path("status").asText().equals("up"), "status"))
                .cpus(Fact.positive(sockets * cores * Math.max(1, threads), "cpuSockets * cpuCores * cpuThreads"))
                .sockets(Fact.positive(sockets, "cpuSockets"))
                .cores(Fact.positive(cores, "cpuCores"))
                .threads(Fact.positive(threads, "cpuThreads"))
                .cpuModel(Fact.text(vm.path("customCpuModel").asText(), "customCpuModel"))
                .memoryBytes(Fact.positive(vm.path("memory").asLong(), "memory"))
                .bootloader(Fact.text(bios, "bios").map(type -> type.contains("sea_bios") ? "bios" : "efi"))
                .secureBoot(Fact.of(false, "MTV gives no oVirt VM secure boot"))
                .machineType(Fact.untold("KubeVirt has one type of machine for all of oVirt's"))
                .firmwareUuid(Fact.of(id, "id"))
                .serial(serial.isEmpty() ? Fact.of(id, "id") : Fact.of(serial, "serialNumber"))
                .guestOs(vm.path("osType").asText() + " " + vm.path("guestName").asText())
                .snapshots(Fact.of(
                        InventoryShape.items(vm.path("snapshots"))
                                .map(s -> s.path("id").asText())
                                .collect(Collectors.toSet()),
                        "snapshots"))
                .disks(InventoryShape.items(vm.path("diskAttachments"))
                        .map(a -> disk(a, disks.getOrDefault(a.path("disk").asText(), MissingNode.getInstance())))
                        .toList())
                .nics(InventoryShape.items(vm.path("nics"))
                        .map(n -> nic(n, profiles.get(n.path("profile").asText())))
                        .toList())
                .build();
    }

    private static SourceVm.Disk disk(JsonNode attachment, JsonNode disk) {
        String id = attachment.path("disk").asText();
        return new SourceVm.Disk(
                id,
                id,
                disk.path("storageDomain").asText(),
                Fact.positive(disk.path("provisionedSize").asLong(), "provisionedSize"),
                Fact.of(disk.path("shared").asBoolean(), "shared"),
                Fact.of(attachment.path("bootable").asBoolean(), "bootable"),
                Fact.text(attachment.path("interface").asText(), "interface")
                        .map(bus -> BUSES.getOrDefault(bus, SourceVm.VIRTIO)));
    }

    private static SourceVm.Nic nic(JsonNode nic, JsonNode profile) {
        boolean passThrough = profile != null && profile.path("passThrough").asBoolean();
        return new SourceVm.Nic(
                nic.path("mac").asText(),
                profile == null ? "" : profile.path("network").asText(),
                passThrough
                        ? Fact.untold("a device of the host has no model")
                        : Fact.text(nic.path("interface").asText(), "interface"),
                passThrough);
    }
}
