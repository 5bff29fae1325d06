package mtv.provider.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import mtv.vm.ForeignField;
import mtv.vm.SourceVm;
import mtv.vm.SourceVmBuilder;
import mtv.vm.SourceVmDiskBuilder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static mtv.provider.inventory.InventoryReader.count;
import static mtv.provider.inventory.InventoryReader.items;
import static mtv.provider.inventory.InventoryReader.text;

/**
 * Reads the inventory of OVA files on a share. Nested objects have capitalised keys, and sizes have a unit of their
 * own. Every disk is a storage of its own, or all disks are on the only one that the inventory shows, as in MTV up to
 * 2.8.
 */
final class OvaReader implements InventoryReader {

    private static final String NETWORKS = "networks";

    @Override
    public List<String> collections() {
        return List.of("vms", "storages");
    }

    @Override
    public List<String> more(Map<String, JsonNode> lists) {
        boolean undeclared = items(lists.get("vms"))
                .anyMatch(vm -> items(vm.path("nics"))
                        .map(nic -> text(nic, "Network"))
                        .anyMatch(network -> !networksOf(vm).containsKey(network)));
        return undeclared ? List.of(NETWORKS) : List.of();
    }

    @Override
    public String storages() {
        return "storages";
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Set<String> storages = new TreeSet<>();
        items(lists.get("storages")).forEach(storage -> storages.add(text(storage, "id")));
        Map<String, String> networks = new HashMap<>();
        items(lists.get(NETWORKS)).forEach(network -> networks.putIfAbsent(text(network, "name"), text(network, "id")));
        return items(lists.get("vms")).map(vm -> vm(vm, storages, networks)).toList();
    }

    private static SourceVm vm(JsonNode vm, Set<String> storages, Map<String, String> networks) {
        Fact<Integer> cpus = count(vm, "cpuCount", 0);
        Fact<Integer> cores = ForeignField.of(vm, "coresPerSocket").whole(1).map(number -> Math.max(1, number));
        Map<String, String> networkIds = new HashMap<>(networks);
        networkIds.putAll(networksOf(vm));
        Map<String, List<String>> namesakes = new HashMap<>();
        items(vm.path(NETWORKS))
                .filter(network -> !networkIds.get(text(network, "Name")).equals(text(network, "ID")))
                .forEach(network -> namesakes
                        .computeIfAbsent(networkIds.get(text(network, "Name")), first -> new ArrayList<>())
                        .add(text(network, "ID")));
        List<String> problems = new ArrayList<>();
        return SourceVmBuilder.builder()
                .id(text(vm, "id"))
                .name(text(vm, "name"))
                .path(text(vm, "path"))
                .tree(vm)
                .power(Fact.unknown("an OVA is a file and has no power"))
                .cpus(cpus)
                .sockets(VSphereReader.sockets(cpus, cores))
                .cores(cores)
                .threads(Fact.of(1, "an OVF knows no threads of a virtual core"))
                .options(InventoryReader.plain())
                .memoryBytes(ProgrammaticUnit.bytes(
                        vm.path("memoryMB").asLong(), vm.path("memoryUnits").asText("byte * 2^20"), "memoryMB"))
                .bootloader(Fact.text(text(vm, "firmware").replace("uefi", "efi"), "firmware"))
                .secureBoot(Fact.of(vm.path("secureBoot").asBoolean(), "secureBoot"))
                .serial(Fact.text(text(vm, "uuid"), "uuid"))
                .tpm(
                        SourceVm.isWindows(text(vm, "osType"))
                                ? Fact.unknown("MTV adds no TPM, and a template of Windows may")
                                : Fact.of(false, "rule of MTV"))
                .snapshots(Fact.unknown("an OVA has no snapshots"))
                .guestOs(text(vm, "osType"))
                .disks(items(vm.path("disks"))
                        .map(disk -> disk(disk, storages, problems))
                        .toList())
                .nics(items(vm.path("nics"))
                        .map(nic -> nic(nic, networkIds, problems))
                        .toList())
                .otherNetworks(List.copyOf(networksOf(vm).values()))
                .namesakes(namesakes)
                .problems(problems)
                .build();
    }

    private static Map<String, String> networksOf(JsonNode vm) {
        Map<String, String> ids = new LinkedHashMap<>();
        items(vm.path(NETWORKS)).forEach(network -> ids.putIfAbsent(text(network, "Name"), text(network, "ID")));
        return ids;
    }

    private static SourceVm.Nic nic(JsonNode nic, Map<String, String> networkIds, List<String> problems) {
        String named = text(nic, "Network");
        String id = networkIds.getOrDefault(named, "");
        if (id.isEmpty()) {
            problems.add("NIC " + text(nic, "Name") + " is on "
                    + (named.isEmpty() ? "no network" : "network " + named + ", which the inventory does not show"));
        }
        return SourceVm.Nic.converted(text(nic, "MAC"), id);
    }

    private static SourceVm.Disk disk(JsonNode disk, Set<String> storages, List<String> problems) {
        String name = text(disk, "Name");
        String storage = storage(text(disk, "ID"), storages);
        if (storage.isEmpty()) {
            problems.add("disk " + name + " has none of the storages that the inventory shows");
        }
        return SourceVmDiskBuilder.builder()
                .name(name)
                .identity(text(disk, "FilePath") + "::" + name)
                .storage(storage)
                .capacityBytes(ProgrammaticUnit.bytes(
                        disk.path("Capacity").asLong(), text(disk, "CapacityAllocationUnits"), "Capacity"))
                .bus(Fact.of(SourceVm.VIRTIO, SourceVm.CONVERTED))
                .options(DiskOptions.ofSerial(Fact.text(text(disk, "DiskId"), "DiskId")))
                .build();
    }

    private static String storage(String disk, Set<String> storages) {
        if (storages.contains(disk)) {
            return disk;
        }
        return storages.size() == 1 ? storages.iterator().next() : "";
    }
}
