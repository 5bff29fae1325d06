package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** OVA: files on a share; nested objects have capitalised keys, and sizes a unit of their own. */
final class OvaShape implements InventoryShape {

    private static final Pattern POWER_OF_TWO = Pattern.compile("byte\\s*\\*\\s*2\\^(\\d+)");

    @Override
    public List<String> collections() {
        return List.of("vms", "storages");
    }

    @Override
    public String storages() {
        return "storages";
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        List<String> storages = InventoryShape.items(lists.get("storages"))
                .map(s -> s.path("id").asText())
                .toList();
        return InventoryShape.items(lists.get("vms"))
                .map(vm -> vm(vm, storages))
                .toList();
    }

    /** @param storages one for each disk, under its id; up to MTV 2.8 a single one for all */
    private static SourceVm vm(JsonNode vm, List<String> storages) {
        int cores = Math.max(1, vm.path("coresPerSocket").asInt(1));
        Map<String, String> networkIds = InventoryShape.items(vm.path("networks"))
                .collect(Collectors.toMap(
                        n -> n.path("Name").asText(), n -> n.path("ID").asText(), (a, b) -> a));
        return SourceVmBuilder.builder()
                .id(vm.path("id").asText())
                .name(vm.path("name").asText())
                .power(Fact.untold("an OVA is a file and has no power"))
                .cpus(Fact.positive(vm.path("cpuCount").asInt(), "cpuCount"))
                .sockets(Fact.positive(vm.path("cpuCount").asInt() / cores, "cpuCount / coresPerSocket"))
                .cores(Fact.of(cores, "coresPerSocket"))
                .memoryBytes(Fact.positive(vm.path("memoryMB").asLong() << 20, "memoryMB"))
                .bootloader(Fact.text(vm.path("firmware").asText(), "firmware"))
                .secureBoot(Fact.of(vm.path("secureBoot").asBoolean(), "secureBoot"))
                .serial(Fact.text(vm.path("uuid").asText(), "uuid"))
                .snapshots(Fact.untold("an OVA has no snapshots"))
                .guestOs(vm.path("osType").asText())
                .disks(InventoryShape.items(vm.path("disks"))
                        .map(d -> SourceVmDiskBuilder.builder()
                                .name(d.path("Name").asText())
                                .identity("")
                                .storage(
                                        storages.size() == 1
                                                ? storages.get(0)
                                                : d.path("ID").asText())
                                .capacityBytes(Fact.positive(capacity(d), "Capacity"))
                                .bus(Fact.of(SourceVm.VIRTIO, SourceVm.CONVERTED))
                                .build())
                        .toList())
                .nics(InventoryShape.items(vm.path("nics"))
                        .map(n -> SourceVm.Nic.converted(
                                n.path("MAC").asText(),
                                networkIds.getOrDefault(
                                        n.path("Network").asText(),
                                        n.path("Network").asText())))
                        .toList())
                .build();
    }

    private static long capacity(JsonNode disk) {
        Matcher unit = POWER_OF_TWO.matcher(disk.path("CapacityAllocationUnits").asText());
        return disk.path("Capacity").asLong() << (unit.matches() ? Integer.parseInt(unit.group(1)) : 0);
    }
}
