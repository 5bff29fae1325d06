package mtv.sandbox.vsphere;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is in the vSphere at the start, as {@code vsphere.json} tells it; what is left out there is ordinary. */
record Seed(
        List<SourcePlatform.Host> hosts,
        List<SourcePlatform.Datastore> datastores,
        List<SourcePlatform.Network> networks,
        Map<String, Guest> guests,
        List<Vm> vms) {

    record Guest(String id, String name) {}

    record Disk(String size, String bus, String datastore) {

        Disk {
            bus = orElse(bus, "scsi");
            datastore = orElse(datastore, "datastore-7");
        }

        long bytes() {
            return Quantity.getAmountInBytes(new Quantity(size)).longValueExact();
        }
    }

    /** @param tools whether VMware Tools run when the machine does */
    record Vm(
            String name,
            String guest,
            String folder,
            String host,
            SimVm.PowerState power,
            int cpus,
            int coresPerSocket,
            int memoryMib,
            String firmware,
            boolean secureBoot,
            boolean tpm,
            Boolean tools,
            Boolean changeTracking,
            int snapshots,
            boolean template,
            List<Disk> disks,
            List<String> networks) {

        Vm {
            folder = orElse(folder, "Workloads");
            host = orElse(host, "host-31");
            firmware = orElse(firmware, "bios");
            tools = orElse(tools, true);
            changeTracking = orElse(changeTracking, true);
        }
    }

    static Seed load() {
        try (InputStream json = Seed.class.getResourceAsStream("/mtv/sandbox/vsphere.json")) {
            return JsonMapper.builder().build().readValue(json, Seed.class);
        } catch (IOException e) {
            throw new UncheckedIOException("vsphere.json", e);
        }
    }

    /** The machine with an identity of its own. */
    SimVm machine(Vm vm, Identities identities) {
        return new SimVm(
                identities.vm(),
                vm.name(),
                identities.uuid(),
                vm.host(),
                vm.folder(),
                vm.power(),
                vm.cpus(),
                vm.coresPerSocket(),
                vm.memoryMib(),
                vm.firmware(),
                vm.secureBoot(),
                vm.tpm(),
                guests.get(vm.guest()).id(),
                guests.get(vm.guest()).name(),
                disks(vm, identities),
                IntStream.range(0, vm.networks().size())
                        .mapToObj(i -> new SimVm.Nic(
                                4000 + i, i, identities.mac(), vm.networks().get(i), null))
                        .toList(),
                IntStream.range(0, vm.snapshots())
                        .mapToObj(i -> identities.snapshot())
                        .toList(),
                vm.changeTracking(),
                vm.template());
    }

    private List<SimVm.Disk> disks(Vm vm, Identities identities) {
        List<SimVm.Disk> disks = new ArrayList<>();
        for (Disk disk : vm.disks()) {
            int unit =
                    (int) disks.stream().filter(d -> d.bus().equals(disk.bus())).count();
            Bus bus = Bus.valueOf(disk.bus());
            disks.add(new SimVm.Disk(
                    bus.firstDisk + unit,
                    bus.controller,
                    unit,
                    disk.bus(),
                    file(disk.datastore(), vm.name(), disks.size()),
                    disk.datastore(),
                    disk.bytes(),
                    identities.diskSerial(),
                    false));
        }
        return List.copyOf(disks);
    }

    /** As vSphere names the files of a machine: the first after the machine, the others with a number. */
    String file(String datastoreId, String vmName, int index) {
        String datastore = datastores.stream()
                .filter(candidate -> candidate.id().equals(datastoreId))
                .findFirst()
                .orElseThrow()
                .name();
        return "[%s] %s/%s%s.vmdk".formatted(datastore, vmName, vmName, index == 0 ? "" : "_" + index);
    }

    private static <T> T orElse(T value, T ordinary) {
        return value == null ? ordinary : value;
    }

    /** The device keys that vSphere gives to a bus's first controller and to the first disk on it. */
    private enum Bus {
        ide(200, 3000),
        scsi(1000, 2000),
        sata(15000, 16000),
        nvme(31000, 32000);

        private final int controller;
        private final int firstDisk;

        Bus(int controller, int firstDisk) {
            this.controller = controller;
            this.firstDisk = firstDisk;
        }
    }
}
