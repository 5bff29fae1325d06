package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        return InventoryShape.items(lists.get("vms"))
                .filter(vm -> !vm.path("isTemplate").asBoolean())
                .map(VSphereShape::vm)
                .toList();
    }

    private static SourceVm vm(JsonNode vm) {
        int cpus = vm.path("cpuCount").asInt();
        int cores = Math.max(1, vm.path("coresPerSocket").asInt(1));
        return SourceVmBuilder.builder()
                .id(vm.path("id").asText())
                .name(vm.path("name").asText())
                .poweredOn(vm.path("powerState").asText().equals("poweredOn"))
                .sockets(cpus / cores)
                .cores(cores)
                .memoryBytes(vm.path("memoryMB").asLong() << 20)
                .guestOs(
                        vm.path("guestId").asText() + " " + vm.path("guestName").asText())
                .disks(InventoryShape.items(vm.path("disks"))
                        .sorted(DISK_ORDER)
                        .map(d -> new SourceVm.Disk(
                                d.path("file").asText(),
                                d.path("datastore").path("id").asText(),
                                d.path("capacity").asLong()))
                        .toList())
                .nics(InventoryShape.items(vm.path("nics"))
                        .map(n -> new SourceVm.Nic(
                                n.path("mac").asText(),
                                n.path("network").path("id").asText()))
                        .toList())
                .build();
    }
}
