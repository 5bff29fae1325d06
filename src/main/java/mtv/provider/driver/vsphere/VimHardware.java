package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.scenario.Preparation;
import mtv.scenario.Preparation.Provisioning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The change of a VM's configuration that gives it what a preparation wants, on the controllers that it has. */
final class VimHardware {

    private static final int KIB_BITS = 20;
    /** The unit of a SCSI controller that is the controller itself. */
    private static final int SCSI_OWN_UNIT = 7;

    private static final Map<String, String> CONTROLLERS = Map.of(
            "scsi", "ParaVirtualSCSIController",
            "sata", "VirtualAHCIController",
            "nvme", "VirtualNVMEController",
            "ide", "VirtualIDEController");

    /** How many disks a controller takes. */
    private static final Map<String, Integer> UNITS = Map.of("scsi", 16, "sata", 30, "nvme", 15, "ide", 2);

    private final VimPlaces places;
    private final Optional<String> lun;
    private final List<Controller> controllers = new ArrayList<>();
    private final ArrayNode changes = VimService.array();
    private String firstBus = "scsi";
    private int lastKey;

    /** @param key of the device, negative for one that is being added */
    private record Controller(int key, String bus, int number, Set<Integer> units) {

        private Optional<Integer> free() {
            for (int unit = 0; unit < UNITS.get(bus); unit++) {
                boolean own = bus.equals("scsi") && unit == SCSI_OWN_UNIT;
                if (!own && !units.contains(unit)) {
                    return Optional.of(unit);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @param devices that the VM has
     * @param lun that a raw device is
     */
    VimHardware(JsonNode devices, VimPlaces places, Optional<String> lun) {
        this.places = places;
        this.lun = lun;
        Map<Integer, Controller> byKey = new HashMap<>();
        for (JsonNode device : devices) {
            String type = device.path("_typeName").asText();
            if (type.endsWith("Controller") && device.has("busNumber") && isForDisks(type)) {
                int key = device.path("key").asInt();
                byKey.put(
                        key,
                        new Controller(
                                key,
                                VimMachines.bus(type),
                                device.path("busNumber").asInt(),
                                new HashSet<>()));
            }
        }
        for (JsonNode device : devices) {
            Controller controller = byKey.get(device.path("controllerKey").asInt());
            if (controller != null) {
                controller.units().add(device.path("unitNumber").asInt());
            }
        }
        devices.valueStream()
                .filter(device -> device.path("_typeName").asText().equals("VirtualDisk"))
                .map(disk -> byKey.get(disk.path("controllerKey").asInt()))
                .filter(controller -> controller != null)
                .findFirst()
                .ifPresent(controller -> firstBus = controller.bus());
        controllers.addAll(byKey.values());
    }

    private static boolean isForDisks(String type) {
        return type.contains("SCSI")
                || type.contains("LsiLogic")
                || type.contains("BusLogic")
                || type.contains("AHCI")
                || type.contains("SATA")
                || type.contains("NVME")
                || type.contains("IDE");
    }

    /** A VirtualMachineConfigSpec; empty when nothing changes. */
    Optional<ObjectNode> spec(Preparation wanted) throws IOException {
        ObjectNode spec = VimService.object("VirtualMachineConfigSpec");
        wanted.firmware().ifPresent(firmware -> spec.put("firmware", firmware));
        wanted.cpus().ifPresent(cpus -> spec.put("numCPUs", cpus));
        wanted.coresPerSocket().ifPresent(cores -> spec.put("numCoresPerSocket", cores));
        wanted.memoryMib().ifPresent(memory -> spec.put("memoryMB", memory));
        for (Preparation.Disk disk : wanted.disks()) {
            addDisk(disk);
        }
        for (Preparation.Nic nic : wanted.nics()) {
            addNic(nic);
        }
        if (!changes.isEmpty()) {
            spec.set("deviceChange", changes);
        }
        if (!wanted.guestInfo().isEmpty()) {
            spec.set("extraConfig", guestInfo(wanted));
        }
        return Optional.of(spec).filter(change -> change.size() > 1);
    }

    private static ArrayNode guestInfo(Preparation wanted) {
        ArrayNode options = VimService.array();
        new TreeMap<>(wanted.guestInfo()).forEach((key, value) -> options.add(VimService.option(key, value)));
        return options;
    }

    private void addDisk(Preparation.Disk wanted) throws IOException {
        Controller controller = controller(wanted.controller().orElse(firstBus));
        int unit = controller.free().orElseThrow();
        controller.units().add(unit);
        ObjectNode device = VimService.object("VirtualDisk")
                .put("key", --lastKey)
                .put("controllerKey", controller.key())
                .put("unitNumber", unit)
                .put("capacityInKB", (long) wanted.sizeGib() << KIB_BITS);
        device.set("backing", wanted.rawDevice().isPresent() ? rawDevice(wanted) : file(wanted));
        add(device).put("fileOperation", "create");
    }

    private ObjectNode file(Preparation.Disk wanted) throws IOException {
        Provisioning provisioning = wanted.provisioning().orElse(Provisioning.THIN);
        ObjectNode backing = VimService.object("VirtualDiskFlatVer2BackingInfo")
                .put("fileName", places.brackets(wanted.datastore()))
                .put("diskMode", mode(wanted))
                .put("thinProvisioned", provisioning == Provisioning.THIN)
                .put("eagerlyScrub", provisioning == Provisioning.EAGER_ZEROED);
        return sharing(wanted, backing);
    }

    private static String mode(Preparation.Disk wanted) {
        return wanted.independent() ? "independent_persistent" : "persistent";
    }

    private static ObjectNode sharing(Preparation.Disk wanted, ObjectNode backing) {
        return wanted.shared() ? backing.put("sharing", "sharingMultiWriter") : backing;
    }

    private ObjectNode rawDevice(Preparation.Disk wanted) throws IOException {
        ObjectNode backing = VimService.object("VirtualDiskRawDiskMappingVer1BackingInfo")
                .put("fileName", places.brackets(wanted.datastore()))
                .put("deviceName", "/vmfs/devices/disks/" + lun.orElseThrow())
                .put("compatibilityMode", wanted.rawDevice().orElseThrow() + "Mode")
                .put("diskMode", mode(wanted));
        return sharing(wanted, backing);
    }

    /** One with a free unit, which is added when the VM has none. */
    private Controller controller(String bus) {
        return controllers.stream()
                .filter(each -> each.bus().equals(bus) && each.free().isPresent())
                .findFirst()
                .orElseGet(() -> addController(bus));
    }

    private Controller addController(String bus) {
        int number = (int)
                controllers.stream().filter(each -> each.bus().equals(bus)).count();
        Controller added = new Controller(--lastKey, bus, number, new HashSet<>());
        ObjectNode device =
                VimService.object(CONTROLLERS.get(bus)).put("key", added.key()).put("busNumber", number);
        if (bus.equals("scsi")) {
            device.put("sharedBus", "noSharing");
        }
        add(device);
        controllers.add(added);
        return added;
    }

    private void addNic(Preparation.Nic wanted) throws IOException {
        ObjectNode device = VimService.object("VirtualVmxnet3")
                .put("key", --lastKey)
                .put("addressType", wanted.mac().isPresent() ? "manual" : "generated");
        wanted.mac().ifPresent(mac -> device.put("macAddress", mac));
        device.set("backing", places.connection(wanted.network()));
        device.set(
                "connectable",
                VimService.object("VirtualDeviceConnectInfo")
                        .put("startConnected", true)
                        .put("allowGuestControl", true)
                        .put("connected", false));
        add(device);
    }

    private ObjectNode add(ObjectNode device) {
        ObjectNode change = VimService.object("VirtualDeviceConfigSpec").put("operation", "add");
        change.set("device", device);
        changes.add(change);
        return change;
    }
}
