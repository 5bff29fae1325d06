package mtv.sandbox.sources.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Properties of machines, as a property collector retrieves them, page by page. */
final class VimInventory {

    private static final String VM = "VirtualMachine";
    /** As many as a vCenter sends at once if it is not asked for fewer. */
    private static final int PAGE = 1000;

    private static final Map<String, Function<SimVm, Object>> PROPERTIES = Map.of(
            "name", vm -> VimJson.any("string", vm.name()),
            "parent", vm -> VimJson.reference("Folder", folder(vm)),
            "config.template", vm -> VimJson.any("boolean", vm.template()),
            "config.changeTrackingEnabled", vm -> VimJson.any("boolean", vm.changeTracking()),
            "config.hardware.device", vm -> VimJson.any("ArrayOfVirtualDevice", devices(vm)),
            "runtime.powerState",
                    vm -> VimJson.any("VirtualMachinePowerState", vm.power().name()));

    private static final String SNAPSHOTS = "snapshot.rootSnapshotList";

    private final SimPlatform vsphere;
    private final VCenterSnapshots snapshots;
    private final Map<String, List<Object>> pages = new ConcurrentHashMap<>();

    VimInventory(SimPlatform vsphere, VCenterSnapshots snapshots) {
        this.vsphere = vsphere;
        this.snapshots = snapshots;
    }

    /** A RetrieveResult of objects that are named, or of all through a view. @param request with {@code specSet} */
    Map<String, Object> retrieve(JsonNode request) {
        JsonNode spec = request.at("/specSet/0");
        String type = spec.at("/propSet/0/type").asText();
        List<String> paths = StreamSupport.stream(spec.at("/propSet/0/pathSet").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        List<Object> found = new ArrayList<>();
        for (JsonNode each : spec.path("objectSet")) {
            if (type.equals(VM)) {
                requireServed(paths);
                machines(each).forEach(vm -> found.add(content(vm, paths)));
            } else {
                places(each).forEach(place -> found.add(content(place, paths)));
            }
        }
        return page(found, request.at("/options/maxObjects").asInt(PAGE));
    }

    private void requireServed(List<String> paths) {
        paths.stream()
                .filter(path -> !PROPERTIES.containsKey(path) && !path.equals(SNAPSHOTS))
                .findFirst()
                .ifPresent(path -> {
                    throw new VCenterFault("InvalidProperty", "The property " + path + " is not served.");
                });
    }

    private List<SimVm> machines(JsonNode objectSpec) {
        if (!objectSpec.at("/obj/type").asText().equals(VM)) {
            return vsphere.vms();
        }
        return List.of(vsphere.vm(objectSpec.at("/obj/value").asText()).orElseThrow(VCenterFault::noSuchObject));
    }

    private List<VCenterPlaces.Place> places(JsonNode objectSpec) {
        List<VCenterPlaces.Place> all = VCenterPlaces.of(vsphere);
        if (objectSpec.at("/obj/type").asText().equals("ContainerView")) {
            return all;
        }
        return List.of(all.stream()
                .filter(place -> place.id().equals(objectSpec.at("/obj/value").asText()))
                .findFirst()
                .orElseThrow(VCenterFault::noSuchObject));
    }

    private Object content(SimVm vm, List<String> paths) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String path : paths) {
            if (!path.equals(SNAPSHOTS)) {
                values.put(path, PROPERTIES.get(path).apply(vm));
            } else if (!vm.snapshots().isEmpty()) {
                values.put(path, VimJson.any("ArrayOfVirtualMachineSnapshotTree", snapshots.tree(vm)));
            }
        }
        return content(VimJson.reference(VM, vm.id()), values);
    }

    private static Object content(VCenterPlaces.Place place, List<String> paths) {
        Map<String, Object> values = new LinkedHashMap<>(place.properties());
        values.keySet().retainAll(paths);
        return content(VimJson.reference(place.type(), place.id()), values);
    }

    /** What an object does not have is left out. */
    private static Object content(Map<String, Object> object, Map<String, Object> values) {
        return VimJson.object(
                "ObjectContent",
                "obj",
                object,
                "propSet",
                values.entrySet().stream()
                        .map(value ->
                                VimJson.object("DynamicProperty", "name", value.getKey(), "val", value.getValue()))
                        .toList());
    }

    private Map<String, Object> page(List<Object> found, int size) {
        List<Object> first = found.subList(0, Math.min(size, found.size()));
        Map<String, Object> result = VimJson.object("RetrieveResult", "objects", first);
        if (found.size() > size) {
            String token = UUID.randomUUID().toString();
            pages.put(token, found.subList(size, found.size()));
            result.put("token", token);
        }
        return result;
    }

    /** The next page. */
    Map<String, Object> more(String token) {
        return page(
                Optional.ofNullable(pages.remove(token))
                        .orElseThrow(() -> new VCenterFault("InvalidProperty", "There is no page " + token + ".")),
                PAGE);
    }

    /** Names of the folders that machines are in, by their ids. */
    static Map<String, String> folders(List<SimVm> vms) {
        Map<String, String> folders = new LinkedHashMap<>();
        vms.forEach(vm -> folders.put(folder(vm), vm.folder()));
        return folders;
    }

    /** As MTV's inventory has it: {@code vm}, the datacenter's own folder, or one with a number. */
    private static String folder(SimVm vm) {
        return vm.folder().isEmpty()
                ? "group-v3"
                : "group-v" + (100 + Math.floorMod(vm.folder().hashCode(), 900));
    }

    private static List<Object> devices(SimVm vm) {
        List<Object> devices = new ArrayList<>();
        vm.disks().stream().map(SimVm.Disk::controllerKey).distinct().forEach(key -> devices.add(controller(vm, key)));
        vm.disks()
                .forEach(disk -> devices.add(VimJson.object(
                        "VirtualDisk",
                        "key",
                        disk.key(),
                        "controllerKey",
                        disk.controllerKey(),
                        "unitNumber",
                        disk.unitNumber(),
                        "capacityInBytes",
                        disk.capacity(),
                        "backing",
                        backing(disk))));
        return devices;
    }

    private static Object backing(SimVm.Disk disk) {
        return disk.storageType() == SimVm.StorageType.image
                ? VimJson.object("VirtualDiskFlatVer2BackingInfo", "fileName", disk.file(), "diskMode", disk.mode())
                : VimJson.object(
                        "VirtualDiskRawDiskMappingVer1BackingInfo",
                        "fileName",
                        disk.file(),
                        "diskMode",
                        disk.mode(),
                        "compatibilityMode",
                        "physicalMode");
    }

    private static Object controller(SimVm vm, int key) {
        SimVm.Disk disk = vm.disks().stream()
                .filter(each -> each.controllerKey() == key)
                .findFirst()
                .orElseThrow();
        String type = switch (disk.bus()) {
            case "ide" -> "VirtualIDEController";
            case "sata" -> "VirtualAHCIController";
            case "nvme" -> "VirtualNVMEController";
            default -> "ParaVirtualSCSIController";
        };
        return VimJson.object(type, "key", key, "busNumber", VCenterHardware.busNumber(disk));
    }
}
