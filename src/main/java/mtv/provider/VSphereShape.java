package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** vSphere: one list has everything. */
final class VSphereShape implements InventoryShape {

    /** The order in which MTV numbers disks; not the order of their files. */
    private static final List<String> BUSES = List.of("sata", "ide", "scsi", "nvme");

    private static final Comparator<JsonNode> DISK_ORDER = Comparator.<JsonNode>comparingInt(
                    d -> BUSES.indexOf(d.path("bus").asText()))
            .thenComparingInt(d -> d.path("controllerKey").asInt())
            .thenComparingInt(d -> d.path("unitNumber").asInt())
            .thenComparingInt(d -> d.path("key").asInt());

    @Override
    public List<String> collections() {
        return List.of("vms");
    }

    @Override
    public String storages() {
        return "datastores";
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        return InventoryShape.items(lists.get("vms"))
                .filter(vm -> !vm.path("isTemplate").asBoolean())
                .map(VSphereShape::vm)
                .toList();
    }

    private static SourceVm vm(JsonNode vm) {
        int cpus = vm.path("cpuCount").asInt();
        int cores = Math.max(1, vm.path("coresPerSocket").asInt(1));
        String firmware = vm.path("firmware").asText();
        return SourceVmBuilder.builder()
                .id(vm.path("id").asText())
                .name(vm.path("name").asText())
                .power(Fact.of(vm.path("powerState").asText().equals("poweredOn"), "powerState"))
                .cpus(Fact.positive(cpus, "cpuCount"))
                .sockets(Fact.positive(cpus / cores, "cpuCount / coresPerSocket"))
                .cores(Fact.of(cores, "coresPerSocket"))
                .threads(Fact.untold("vSphere knows no threads of a virtual core"))
                .memoryBytes(Fact.positive(vm.path("memoryMB").asLong() << 20, "memoryMB"))
                .bootloader(Fact.text(firmware, "firmware"))
                .secureBoot(Fact.of(vm.path("secureBoot").asBoolean(), "secureBoot"))
                .tpm(Fact.of(vm.path("tpmEnabled").asBoolean(), "tpmEnabled"))
                .firmwareUuid(Fact.untold("MTV leaves the firmware's uuid to KubeVirt, for vSphere"))
                .serial(Fact.text(vm.path("uuid").asText(), "uuid"))
                .guestOs(
                        vm.path("guestId").asText() + " " + vm.path("guestName").asText())
                .snapshots(Fact.of(snapshots(vm), "current snapshot"))
                .addresses(Fact.of(addresses(vm), "guestNetworks"))
                .gateways(Fact.of(gateways(vm), "guestIpStacks"))
                .nameServers(Fact.of(nameServers(vm), "guestNetworks"))
                .disks(InventoryShape.items(vm.path("disks"))
                        .sorted(DISK_ORDER)
                        .map(VSphereShape::disk)
                        .toList())
                .nics(InventoryShape.items(vm.path("nics"))
                        .map(n -> SourceVm.Nic.converted(
                                n.path("mac").asText(),
                                n.path("network").path("id").asText()))
                        .toList())
                .build();
    }

    /** The inventory shows the current one only: a snapshot that is left behind is the current one. */
    private static Set<String> snapshots(JsonNode vm) {
        String current = vm.path("snapshot").path("id").asText();
        return current.isEmpty() ? Set.of() : Set.of(current);
    }

    /** The networks that the guest set up by itself. */
    private static Stream<JsonNode> ofGuest(JsonNode vm) {
        return InventoryShape.items(vm.path("guestNetworks"))
                .filter(n -> n.path("origin").asText().equals("manual"));
    }

    private static Map<String, String> addresses(JsonNode vm) {
        return ofGuest(vm)
                .collect(Collectors.toMap(
                        n -> n.path("ip").asText(), n -> n.path("mac").asText(), (a, b) -> a));
    }

    private static Set<String> nameServers(JsonNode vm) {
        return ofGuest(vm)
                .flatMap(n -> InventoryShape.items(n.path("dns")))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** A NIC with an address by DHCP gets its gateway anew. */
    private static Set<String> gateways(JsonNode vm) {
        Set<String> devices = ofGuest(vm).map(n -> n.path("device").asText()).collect(Collectors.toSet());
        return InventoryShape.items(vm.path("guestIpStacks"))
                .filter(stack -> devices.contains(stack.path("device").asText()))
                .map(stack -> stack.path("gateway").asText())
                .filter(gateway -> !gateway.isEmpty())
                .collect(Collectors.toSet());
    }

    /** While a snapshot exists the file has its number behind its name, which MTV leaves out. */
    private static SourceVm.Disk disk(JsonNode disk) {
        String file = disk.path("file").asText().replaceFirst("-\\d{6}(?=\\.vmdk$)", "");
        return new SourceVm.Disk(
                file,
                file,
                disk.path("datastore").path("id").asText(),
                Fact.positive(disk.path("capacity").asLong(), "capacity"),
                Fact.of(disk.path("shared").asBoolean(), "shared"),
                Fact.untold("vSphere's inventory does not tell the boot disk"),
                Fact.of(SourceVm.VIRTIO, SourceVm.CONVERTED));
    }
}
