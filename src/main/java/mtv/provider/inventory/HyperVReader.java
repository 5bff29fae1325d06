package mtv.provider.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import mtv.vm.ForeignField;
import mtv.vm.SourceVm;
import mtv.vm.SourceVmBuilder;
import mtv.vm.SourceVmDiskBuilder;
import mtv.vm.VmPower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static mtv.provider.inventory.InventoryReader.items;
import static mtv.provider.inventory.InventoryReader.text;

/**
 * Reads the inventory of a Hyper-V host, whose disks are all on one share. A machine has all of its CPUs in one socket.
 */
final class HyperVReader implements InventoryReader {

    private static final String ONE = "Hyper-V tells the number of processors alone";

    @Override
    public List<String> collections() {
        return List.of("vms");
    }

    @Override
    public String storages() {
        return "storages";
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        return items(lists.get("vms")).map(HyperVReader::vm).toList();
    }

    private static SourceVm vm(JsonNode vm) {
        List<String> problems = new ArrayList<>();
        return SourceVmBuilder.builder()
                .id(text(vm, "id"))
                .name(text(vm, "name"))
                .path(text(vm, "host").isEmpty() ? text(vm, "name") : text(vm, "host") + "/" + text(vm, "name"))
                .tree(vm)
                .power(power(text(vm, "powerState")))
                .cpus(count(vm, "cpuCount"))
                .sockets(Fact.of(1, ONE))
                .cores(count(vm, "cpuCount"))
                .threads(Fact.of(1, ONE))
                .options(InventoryReader.plain())
                .memoryBytes(ForeignField.of(vm, "memoryMB").whole(0).map(mib -> (long) mib << 20))
                .bootloader(Fact.text(text(vm, "firmware").replace("uefi", "efi"), "firmware"))
                .secureBoot(Fact.of(vm.path("secureBoot").asBoolean(), "secureBoot"))
                .tpm(Fact.of(vm.path("tpmEnabled").asBoolean(), "tpmEnabled"))
                .snapshots(Fact.unknown("the inventory tells whether there are checkpoints, and not which"))
                .guestOs(text(vm, "guestOS"))
                .addresses(addresses(vm))
                .disks(items(vm.path("disks")).map(disk -> disk(disk, problems)).toList())
                .nics(items(vm.path("nics")).map(nic -> nic(nic, problems)).toList())
                .problems(problems)
                .build();
    }

    private static Fact<Integer> count(JsonNode vm, String field) {
        return InventoryReader.count(vm, field, 0);
    }

    private static Fact<VmPower> power(String state) {
        return switch (state) {
            case "On" -> Fact.of(VmPower.ON, "powerState");
            case "Off" -> Fact.of(VmPower.OFF, "powerState");
            case "" -> Fact.unknown("powerState is empty");
            default -> Fact.of(VmPower.NEITHER, "powerState");
        };
    }

    /** Of those who tell none nobody knows any. */
    private static Fact<Map<String, String>> addresses(JsonNode vm) {
        Map<String, String> addresses = new HashMap<>();
        items(vm.path("guestNetworks")).forEach(net -> addresses.put(text(net, "ip"), text(net, "mac")));
        return addresses.isEmpty() ? Fact.unknown("guestNetworks is empty") : Fact.of(addresses, "guestNetworks");
    }

    /** A NIC that is on no switch does not migrate. */
    private static SourceVm.Nic nic(JsonNode nic, List<String> problems) {
        String id = text(nic.path("network"), "id");
        if (id.isEmpty()) {
            problems.add("NIC " + text(nic, "name") + " is on "
                    + (text(nic, "networkName").isEmpty()
                            ? "no network"
                            : "network " + text(nic, "networkName") + ", which the inventory does not show"));
        }
        return SourceVm.Nic.unnamed(text(nic, "mac"), id);
    }

    private static SourceVm.Disk disk(JsonNode disk, List<String> problems) {
        String id = text(disk, "id");
        if (text(disk, "smbPath").isEmpty()) {
            problems.add("disk " + text(disk, "name") + " (" + text(disk, "windowsPath")
                    + ") is not on the share of smb_url, from which MTV copies");
        }
        return SourceVmDiskBuilder.builder()
                .name(id)
                .identity(id)
                .storage(text(disk.path("datastore"), "id"))
                .capacityBytes(Fact.of(disk.path("capacity").asLong(), "capacity"))
                .bus(Fact.of(SourceVm.VIRTIO, SourceVm.CONVERTED))
                .options(DiskOptions.ofSerial(Fact.text(id, "id")))
                .build();
    }
}
