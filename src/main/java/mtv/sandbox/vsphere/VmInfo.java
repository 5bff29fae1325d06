package mtv.sandbox.vsphere;

import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A machine in the words of the Automation API's {@code GET /api/vcenter/vm/{vm}}. */
final class VmInfo {

    private VmInfo() {}

    static Map<String, Object> of(SourcePlatform platform, SimVm vm) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", vm.name());
        info.put("power_state", power(vm));
        info.put("guest_OS", guest(vm));
        info.put("identity", Map.of("name", vm.name(), "bios_uuid", vm.uuid(), "instance_uuid", vm.uuid()));
        info.put("cpu", Map.of("count", vm.cpus(), "cores_per_socket", vm.coresPerSocket()));
        info.put("memory", Map.of("size_MiB", vm.memoryMib()));
        info.put("boot", Map.of("type", vm.firmware().toUpperCase(Locale.ROOT)));
        Map<String, Object> disks = new LinkedHashMap<>();
        vm.disks().forEach(disk -> disks.put(String.valueOf(disk.key()), disk(disk, disks.size() + 1)));
        info.put("disks", disks);
        Map<String, Object> nics = new LinkedHashMap<>();
        vm.nics().forEach(nic -> nics.put(String.valueOf(nic.deviceKey()), nic(platform, vm, nic)));
        info.put("nics", nics);
        return info;
    }

    /** {@code poweredOn} becomes {@code POWERED_ON}. */
    static String power(SimVm vm) {
        return vm.power().name().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static String guest(SimVm vm) {
        return vm.guestId()
                .replaceAll("(_64|64)?Guest$", "_64")
                .replaceAll("(?<=[a-z])(?=[0-9])", "_")
                .toUpperCase(Locale.ROOT);
    }

    private static Map<String, Object> disk(SimVm.Disk disk, int number) {
        String bus = disk.bus();
        return Map.of(
                "label",
                "Hard disk " + number,
                "type",
                bus.toUpperCase(Locale.ROOT),
                bus,
                Map.of("bus", 0, "unit", disk.unitNumber()),
                "capacity",
                disk.capacity(),
                "backing",
                Map.of("type", "VMDK_FILE", "vmdk_file", disk.file()));
    }

    private static Map<String, Object> nic(SourcePlatform platform, SimVm vm, SimVm.Nic nic) {
        String network = platform.networks().stream()
                .filter(candidate -> candidate.id().equals(nic.network()))
                .findFirst()
                .orElseThrow()
                .name();
        boolean distributed = nic.network().startsWith("dvportgroup");
        return Map.of(
                "label",
                "Network adapter " + (nic.order() + 1),
                "type",
                "VMXNET3",
                "mac_type",
                "ASSIGNED",
                "mac_address",
                nic.mac(),
                "start_connected",
                true,
                "state",
                vm.power() == SimVm.PowerState.poweredOn ? "CONNECTED" : "NOT_CONNECTED",
                "backing",
                Map.of(
                        "type",
                        distributed ? "DISTRIBUTED_PORTGROUP" : "STANDARD_PORTGROUP",
                        "network",
                        nic.network(),
                        "network_name",
                        network));
    }
}
