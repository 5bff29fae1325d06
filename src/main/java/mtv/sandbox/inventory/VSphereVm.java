package mtv.sandbox.inventory;

import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One vSphere machine with all the fields that the inventory shows. */
final class VSphereVm {

    private static final long MIB = 1L << 20;

    private VSphereVm() {}

    static Map<String, Object> ref(String kind, String id) {
        return Map.of("kind", kind, "id", id);
    }

    static String folderId(String name) {
        return "group-v" + (100 + Math.floorMod(name.hashCode(), 900));
    }

    static Map<String, Object> json(SourcePlatform platform, SimVm vm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("parent", ref("Folder", folderId(vm.folder())));
        json.put("path", "/" + VSphereView.DATACENTER + "/vm/" + vm.folder() + "/" + vm.name());
        json.put("revisionValidated", 1);
        json.put("policyVersion", 5);
        json.put("isTemplate", vm.template());
        json.put("powerState", vm.power().name());
        json.put("connectionState", "connected");
        json.put("host", vm.host());
        identity(json, vm);
        hardware(json, vm);
        json.put(
                "networks",
                vm.nics().stream()
                        .map(SimVm.Nic::network)
                        .distinct()
                        .map(id -> ref("Network", id))
                        .toList());
        json.put("disks", vm.disks().stream().map(disk -> disk(vm, disk)).toList());
        json.put("nics", vm.nics().stream().map(VSphereVm::nic).toList());
        json.put("snapshot", snapshot(vm));
        guest(json, platform, vm);
        for (String list : List.of("cpuAffinity", "numaNodeAffinity", "customDef", "customValues", "tags")) {
            json.put(list, List.of());
        }
        return json;
    }

    private static void identity(Map<String, Object> json, SimVm vm) {
        json.put("uuid", vm.uuid());
        json.put("instanceUuid", "50" + vm.uuid().substring(2));
        json.put("guestId", vm.guestId());
        json.put("guestName", vm.guestName());
    }

    private static void hardware(Map<String, Object> json, SimVm vm) {
        json.put("firmware", vm.firmware());
        json.put("secureBoot", vm.secureBoot());
        json.put("tpmEnabled", vm.tpm());
        json.put("changeTrackingEnabled", vm.changeTracking());
        json.put("cpuCount", vm.cpus());
        json.put("coresPerSocket", vm.coresPerSocket());
        json.put("memoryMB", vm.memoryMib());
        json.put("balloonedMemory", 0);
        json.put(
                "storageUsed",
                vm.disks().stream().mapToLong(SimVm.Disk::capacity).sum() / 3);
        json.put("diskEnableUuid", true);
        for (String off : List.of(
                "consolidationNeeded",
                "cpuHotAddEnabled",
                "cpuHotRemoveEnabled",
                "memoryHotAddEnabled",
                "faultToleranceEnabled",
                "nestedHVEnabled")) {
            json.put(off, false);
        }
        json.put(
                "devices",
                vm.nics().stream()
                        .map(nic -> Map.of(
                                "kind",
                                "VirtualVmxnet3",
                                "key",
                                nic.deviceKey(),
                                "pciSlotNumber",
                                192 + 32 * nic.order()))
                        .toList());
    }

    private static Map<String, Object> disk(SimVm vm, SimVm.Disk disk) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", disk.key());
        json.put("unitNumber", disk.unitNumber());
        json.put("controllerKey", disk.controllerKey());
        json.put("file", disk.file());
        json.put("datastore", ref("Datastore", disk.storage()));
        json.put("capacity", disk.capacity());
        json.put("shared", disk.shared());
        json.put("rdm", false);
        json.put("bus", disk.bus());
        json.put("mode", "persistent");
        json.put("serial", disk.serial());
        json.put("changeTrackingEnabled", vm.changeTracking());
        json.put("parent", "");
        return json;
    }

    private static Map<String, Object> nic(SimVm.Nic nic) {
        return Map.of(
                "network", ref("Network", nic.network()),
                "mac", nic.mac(),
                "order", nic.order(),
                "deviceKey", nic.deviceKey(),
                "pciAddress", "0000:%02x:00.0".formatted(11 + 8 * nic.order()),
                "startConnected", true);
    }

    private static Map<String, Object> snapshot(SimVm vm) {
        List<String> snapshots = vm.snapshots();
        return snapshots.isEmpty() ? ref("", "") : ref("VirtualMachineSnapshot", snapshots.get(snapshots.size() - 1));
    }

    /** What VMware Tools tell, and that they are silent when they are. */
    private static void guest(Map<String, Object> json, SourcePlatform platform, SimVm vm) {
        boolean tools = vm.toolsRunning();
        List<SimVm.Address> told = vm.guestNetworks();
        json.put("toolsStatus", tools ? "toolsOk" : "toolsNotRunning");
        json.put("toolsRunningStatus", tools ? "guestToolsRunning" : "guestToolsNotRunning");
        json.put("toolsVersionStatus2", "guestToolsCurrent");
        json.put("guestNameFromVmwareTools", tools ? vm.guestName() : "");
        json.put("hostName", tools ? vm.name() : "");
        json.put("ipAddress", told.stream().map(SimVm.Address::ip).findFirst().orElse(""));
        json.put(
                "guestNetworks",
                told.stream().map(address -> network(platform, vm, address)).toList());
        json.put(
                "guestIpStacks",
                told.stream().limit(1).map(address -> route(vm, address)).toList());
        json.put(
                "guestDisks",
                (tools ? vm.disks().stream().limit(1) : Stream.<SimVm.Disk>empty())
                        .map(disk -> Map.of(
                                "key",
                                disk.key(),
                                "diskPath",
                                vm.windows() ? "C:\\" : "/",
                                "capacity",
                                disk.capacity() - 512 * MIB,
                                "freeSpace",
                                disk.capacity() / 2,
                                "filesystemType",
                                vm.windows() ? "NTFS" : "xfs"))
                        .toList());
    }

    private static Map<String, Object> network(SourcePlatform platform, SimVm vm, SimVm.Address address) {
        SimVm.Nic nic = nic(vm, address);
        String name = platform.networks().stream()
                .filter(network -> network.id().equals(nic.network()))
                .findFirst()
                .orElseThrow()
                .name();
        return Map.of(
                "device", String.valueOf(nic.order()),
                "deviceConfigId", nic.deviceKey(),
                "mac", nic.mac(),
                "ip", address.ip(),
                "origin", address.origin(),
                "prefix", address.prefix(),
                "dns", address.dns(),
                "network", name);
    }

    private static Map<String, Object> route(SimVm vm, SimVm.Address address) {
        return Map.of(
                "device", String.valueOf(nic(vm, address).order()),
                "gateway", address.gateway(),
                "network", "0.0.0.0",
                "prefix", 0,
                "dns", address.dns());
    }

    private static SimVm.Nic nic(SimVm vm, SimVm.Address address) {
        return vm.nics().stream()
                .filter(nic -> nic.mac().equals(address.mac()))
                .findFirst()
                .orElseThrow();
    }
}
