package mtv.sandbox.sources.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.StorageType;
import mtv.sandbox.sources.SimVmDiskBuilder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A machine as a VirtualMachineConfigSpec changes it. What is not among the fields that are looked at stays. */
final class VCenterHardware {

    private static final String TRACKING = ".ctkEnabled";
    private static final int KIB_BITS = 10;
    /** The size of whatever LUN is given. */
    private static final long LUN = 10L << 30;

    /** The key of the first controller of each bus, from which the keys of the others count. */
    private static final Map<String, Integer> FIRST =
            Map.of("ide", 200, "scsi", 1000, "sata", 15000, "nvme", 31000, "virtio", 40000, "virtio_scsi", 50000);

    private final Catalog catalog;
    /** Keys of controllers that the spec adds, by the keys that it gives them. */
    private final Map<Integer, Integer> added = new HashMap<>();

    VCenterHardware(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Which controller of its bus it is. */
    static int busNumber(SimVm.Disk disk) {
        return disk.controllerKey() - FIRST.get(disk.bus());
    }

    SimVm changed(SimVm vm, JsonNode spec) {
        SimVm with = vm.with()
                .firmware(spec.path("firmware").asText(vm.firmware()))
                .cpus(spec.path("numCPUs").asInt(vm.cpus()))
                .coresPerSocket(spec.path("numCoresPerSocket").asInt(vm.coresPerSocket()))
                .memoryMib(spec.path("memoryMB").asInt(vm.memoryMib()))
                .changeTracking(spec.path("changeTrackingEnabled").asBoolean(vm.changeTracking()))
                .build();
        for (JsonNode change : spec.path("deviceChange")) {
            with = with(with, change.path("device"));
        }
        Set<String> tracked = StreamSupport.stream(spec.path("extraConfig").spliterator(), false)
                .filter(option -> option.at("/value/_value").asText().equalsIgnoreCase("true"))
                .map(option -> option.path("key").asText())
                .filter(key -> key.endsWith(TRACKING))
                .collect(Collectors.toSet());
        return with.withDisks(with.disks().stream()
                .map(disk -> tracked.contains(key(disk)) ? disk.withChangeTracking(true) : disk)
                .toList());
    }

    /** Such as {@code scsi0:1.ctkEnabled}. */
    private static String key(SimVm.Disk disk) {
        return disk.bus() + busNumber(disk) + ":" + disk.unitNumber() + TRACKING;
    }

    private SimVm with(SimVm vm, JsonNode device) {
        String type = device.path("_typeName").asText();
        if (type.equals("VirtualDisk")) {
            return withDisk(vm, device);
        }
        if (type.equals("VirtualVmxnet3")) {
            return withNic(vm, device);
        }
        added.put(
                device.path("key").asInt(),
                FIRST.get(bus(type)) + device.path("busNumber").asInt());
        return vm;
    }

    private static String bus(String controller) {
        return switch (controller) {
            case "ParaVirtualSCSIController" -> "scsi";
            case "VirtualAHCIController" -> "sata";
            case "VirtualNVMEController" -> "nvme";
            case "VirtualIDEController" -> "ide";
            default -> throw new VCenterFault("InvalidDeviceSpec", "Invalid configuration for device '0'.");
        };
    }

    private SimVm withDisk(SimVm vm, JsonNode device) {
        int wanted = device.path("controllerKey").asInt();
        int controller = added.getOrDefault(wanted, wanted);
        int unit = device.path("unitNumber").asInt();
        String bus = FIRST.entrySet().stream()
                .filter(first -> controller >= first.getValue() && controller < first.getValue() + 4)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new VCenterFault("InvalidController", "Invalid controller for device '0'."));
        if (vm.disks().stream().anyMatch(disk -> disk.controllerKey() == controller && disk.unitNumber() == unit)) {
            throw new VCenterFault("InvalidDeviceSpec", "Invalid configuration for device '0'.");
        }
        JsonNode backing = device.path("backing");
        boolean raw = backing.has("deviceName");
        String storage = storage(backing.path("fileName").asText())
                .orElse(vm.disks().isEmpty() ? "" : vm.disks().get(0).storage());
        int key = vm.disks().stream().mapToInt(SimVm.Disk::key).max().orElse(1999) + 1;
        List<SimVm.Disk> disks = new ArrayList<>(vm.disks());
        disks.add(SimVmDiskBuilder.builder()
                .id(String.valueOf(key))
                .key(key)
                .controllerKey(controller)
                .unitNumber(unit)
                .bus(bus)
                .file("[" + name(storage) + "] " + vm.name() + "/" + vm.name() + "_" + disks.size() + ".vmdk")
                .storage(storage)
                .capacity(raw ? LUN : device.path("capacityInKB").asLong() << KIB_BITS)
                .serial("6000C29" + UUID.randomUUID().toString().substring(7))
                .shared(backing.path("sharing").asText().equals("sharingMultiWriter"))
                .storageType(raw ? StorageType.lun : StorageType.image)
                .mode(backing.path("diskMode").asText())
                .build());
        return vm.withDisks(List.copyOf(disks));
    }

    private Optional<String> storage(String file) {
        return catalog.storages().stream()
                .filter(storage -> file.startsWith("[" + storage.name() + "]"))
                .map(Catalog.Storage::id)
                .findFirst();
    }

    private String name(String storage) {
        return catalog.storages().stream()
                .filter(each -> each.id().equals(storage))
                .map(Catalog.Storage::name)
                .findFirst()
                .orElse("");
    }

    private static SimVm withNic(SimVm vm, JsonNode device) {
        String network = device.at("/backing/network/value")
                .asText(device.at("/backing/port/portgroupKey").asText());
        int order = vm.nics().size();
        int key = 4000 + order;
        String drawn = "00:50:56:8f:"
                + String.format("%02x:%02x", Math.floorMod(vm.id().hashCode(), 256), order);
        List<SimVm.Nic> nics = new ArrayList<>(vm.nics());
        nics.add(new SimVm.Nic(
                String.valueOf(key), key, order, device.path("macAddress").asText(drawn), network, "", "vmxnet3"));
        return vm.withNics(List.copyOf(nics));
    }

    /** A clone where its location says. */
    SimVm moved(SimVm vm, JsonNode location, Map<String, String> folders) {
        Optional<String> storage =
                Optional.of(location.at("/datastore/value").asText()).filter(id -> !id.isEmpty());
        return vm.with()
                .folder(folders.getOrDefault(location.at("/folder/value").asText(), vm.folder()))
                .host(location.at("/host/value").asText(vm.host()))
                .disks(
                        storage.isEmpty()
                                ? vm.disks()
                                : vm.disks().stream()
                                        .map(disk -> disk.with(to -> to.storage(storage.get())
                                                .file(disk.file()
                                                        .replaceFirst("\\[[^]]*]", "[" + name(storage.get()) + "]"))))
                                        .toList())
                .build();
    }
}
