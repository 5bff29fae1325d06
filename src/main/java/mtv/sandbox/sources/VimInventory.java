package mtv.sandbox.sources;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
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

    private final SimPlatform vsphere;
    private final Map<String, List<Object>> pages = new ConcurrentHashMap<>();

    VimInventory(SimPlatform vsphere) {
        this.vsphere = vsphere;
    }

    /** A RetrieveResult of machines that are named, or of all through a view. @param request with {@code specSet} */
    Map<String, Object> retrieve(JsonNode request) {
        JsonNode spec = request.at("/specSet/0");
        List<String> paths = StreamSupport.stream(spec.at("/propSet/0/pathSet").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        paths.stream().filter(path -> !PROPERTIES.containsKey(path)).findFirst().ifPresent(path -> {
            throw new VCenterFault("InvalidProperty", "The property " + path + " is not served.");
        });
        List<Object> found = new ArrayList<>();
        for (JsonNode each : spec.path("objectSet")) {
            machines(each).forEach(vm -> found.add(content(vm, paths)));
        }
        return page(found, request.at("/options/maxObjects").asInt(PAGE));
    }

    private List<SimVm> machines(JsonNode objectSpec) {
        if (!objectSpec.at("/obj/type").asText().equals(VM)) {
            return vsphere.vms();
        }
        return List.of(vsphere.vm(objectSpec.at("/obj/value").asText()).orElseThrow(VCenterFault::noSuchObject));
    }

    private static Object content(SimVm vm, List<String> paths) {
        return VimJson.object(
                "ObjectContent",
                "obj",
                VimJson.reference(VM, vm.id()),
                "propSet",
                paths.stream()
                        .map(path -> VimJson.object(
                                "DynamicProperty",
                                "name",
                                path,
                                "val",
                                PROPERTIES.get(path).apply(vm)))
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
                        disk.capacity())));
        return devices;
    }

    private static Object controller(SimVm vm, int key) {
        String bus = vm.disks().stream()
                .filter(disk -> disk.controllerKey() == key)
                .findFirst()
                .orElseThrow()
                .bus();
        String type = switch (bus) {
            case "ide" -> "VirtualIDEController";
            case "sata" -> "VirtualAHCIController";
            case "nvme" -> "VirtualNVMEController";
            default -> "ParaVirtualSCSIController";
        };
        return VimJson.object(type, "key", key, "busNumber", 0);
    }
}
