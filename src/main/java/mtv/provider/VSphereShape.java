package mtv.provider;

import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
                .addresses(Fact.of(ofStatic(vm, "ip"), "guestNetworks"))
                .gateways(Fact.of(gateways(vm), "guestIpStacks"))
                .nameServers(Fact.of(ofStatic(vm, "dns"), "guestNetworks"))
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

    /** Of the networks that the guest set up by itself: a text each, or a list. */
    private static Set<String> ofStatic(JsonNode vm, String field) {
        return InventoryShape.items(vm.path("guestNetworks"))
                .filter(n -> n.path("origin").asText().equals("manual"))
                .map(n -> n.path(field))
                .flatMap(value -> value.isArray() ? InventoryShape.items(value) : Stream.of(value))
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toSet());
    }

    /** A guest with addresses by DHCP gets its gateway anew. */
    private static Set<String> gateways(JsonNode vm) {
        return ofStatic(vm, "ip").isEmpty()
                ? Set.of()
                : InventoryShape.items(vm.path("guestIpStacks"))
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
