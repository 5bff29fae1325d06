package mtv.sandbox.sources;

import mtv.sandbox.sources.SimVm.StorageType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts machines together: what a seed says of one, what is ordinary on its platform, and identities of its own. */
final class SeedAssembly {

    /** Of vSphere's NICs. */
    private static final int FIRST_BUS = 11;

    private static final Pattern LAST = Pattern.compile("\\d+$");
    private static final Pattern LAST_TWO = Pattern.compile("\\d+\\.\\d+$");

    private final InventorySeed seed;
    private final Catalog catalog;
    private final VmIdentities identities;
    private int placed;

    SeedAssembly(InventorySeed seed, VmIdentities identities) {
        this.seed = seed;
        this.catalog = seed.catalog();
        this.identities = identities;
    }

    SimVm machine(InventorySeed.Vm vm) {
        InventorySeed.Guest guest = seed.guests().get(vm.guest());
        Catalog.Flavor size = size(vm);
        List<SimVm.Nic> nics = nics(vm);
        String id = identities.vm();
        return SimVmBuilder.builder()
                .id(id)
                .name(vm.name())
                .uuid(seed.type() == PlatformType.OVA ? id : identities.uuid())
                .host(InventorySeed.orElse(vm.host(), nextHost()))
                .folder(InventorySeed.orElse(vm.folder(), seed.type() == PlatformType.VSPHERE ? "" : "Workloads"))
                .power(vm.power())
                .cpus(size.vcpus())
                .coresPerSocket(vm.coresPerSocket())
                .threads(vm.threads())
                .memoryMib(size.ramMib())
                .firmware(vm.firmware())
                .secureBoot(vm.secureBoot())
                .tpm(vm.tpm())
                .guestId(guest.id())
                .guestName(guest.name())
                .tools(vm.tools())
                .flavor(size.id())
                .image(vm.image())
                .file(seed.type() == PlatformType.OVA ? "/ova/" + vm.name() + ".ova" : "")
                .disks(IntStream.range(0, vm.disks().size())
                        .mapToObj(index -> ofHost(id, disk(vm, index), index))
                        .toList())
                .nics(nics)
                .addresses(addresses(vm, nics))
                .snapshots(Stream.generate(identities::snapshot)
                        .limit(vm.snapshots())
                        .toList())
                .changeTracking(tracking(vm))
                .template(vm.template())
                .shown(vm.shown())
                .build();
    }

    /**
     * A full clone: the same hardware under a new identity, without snapshots and changed block tracking, powered off.
     */
    SimVm copy(SimVm source, String name) {
        Map<String, String> macs = new LinkedHashMap<>();
        source.nics().forEach(nic -> macs.put(nic.mac(), identities.mac()));
        List<SimVm.Disk> disks = new ArrayList<>();
        for (SimVm.Disk disk : source.disks()) {
            disks.add(disk.with(copy -> copy.id(identities.device(disk.key()))
                    .file(file(disk.storage(), name, disks.size()))
                    .changeTracking(false)
                    .serial(identities.diskSerial())));
        }
        return source.with()
                .id(identities.vm())
                .name(name)
                .uuid(identities.uuid())
                .power(SimVm.PowerState.poweredOff)
                .disks(List.copyOf(disks))
                .nics(source.nics().stream()
                        .map(nic -> nic.withMac(macs.get(nic.mac())))
                        .toList())
                .addresses(source.addresses().stream()
                        .map(address -> on(macs.get(address.mac()), address))
                        .toList())
                .snapshots(List.of())
                .changeTracking(false)
                .template(false)
                .revision(1)
                .build();
    }

    /** MTV names the disks of a Hyper-V host by their machine and their number. */
    private SimVm.Disk ofHost(String vm, SimVm.Disk disk, int index) {
        return seed.type() == PlatformType.HYPERV ? disk.withId(vm + "-disk-" + index) : disk;
    }

    private boolean tracking(InventorySeed.Vm vm) {
        return InventorySeed.orElse(vm.changeTracking(), seed.changeTracking());
    }

    /** Machines that are on no host in particular are spread over all. */
    private String nextHost() {
        List<Catalog.Hypervisor> hosts = catalog.hosts();
        return hosts.isEmpty() ? "" : hosts.get(placed++ % hosts.size()).id();
    }

    private Catalog.Flavor size(InventorySeed.Vm vm) {
        return catalog.flavors().stream()
                .filter(flavor -> flavor.id().equals(vm.flavor()))
                .findFirst()
                .orElse(new Catalog.Flavor("", "", vm.cpus(), vm.memoryMib(), 0));
    }

    private SimVm.Disk disk(InventorySeed.Vm vm, int index) {
        InventorySeed.Disk disk = vm.disks().get(index);
        Bus bus = Bus.of(InventorySeed.orElse(disk.bus(), seed.type().bus));
        int unit = (int) vm.disks().subList(0, index).stream()
                .filter(other -> Bus.of(InventorySeed.orElse(other.bus(), seed.type().bus)) == bus)
                .count();
        String id = identities.device(bus.firstDisk + unit);
        String storage = seed.type() == PlatformType.OVA
                ? id
                : InventorySeed.orElse(disk.storage(), catalog.storages().get(0).id());
        return new SimVm.Disk(
                id,
                bus.firstDisk + unit,
                bus.controller,
                unit,
                bus.name(),
                file(storage, vm.name(), index),
                storage,
                disk.bytes(),
                identities.diskSerial(),
                disk.shared(),
                index == 0,
                disk.lun() ? StorageType.lun : StorageType.image,
                disk.mode(),
                tracking(vm));
    }

    /** As vSphere names the files of a machine: the first after the machine, the others with a number. */
    private String file(String storage, String vmName, int index) {
        if (seed.type() == PlatformType.OVA) {
            return vmName + "-disk" + (index + 1) + ".vmdk";
        }
        String name = catalog.storages().stream()
                .filter(candidate -> candidate.id().equals(storage))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("machine " + vmName + " has a disk on storage "
                        + storage + ", which the inventory does not list"))
                .name();
        String number = index == 0 ? "" : "_" + index;
        return seed.type() == PlatformType.VSPHERE ? "[" + name + "] " + vmName + "/" + vmName + number + ".vmdk" : "";
    }

    private List<SimVm.Nic> nics(InventorySeed.Vm vm) {
        List<SimVm.Nic> nics = new ArrayList<>();
        for (InventorySeed.Nic nic : vm.nics()) {
            int order = nics.size();
            nics.add(new SimVm.Nic(
                    identities.device(4000 + order),
                    4000 + order,
                    order,
                    identities.mac(),
                    nic.network(),
                    InventorySeed.orElse(nic.profile(), profile(nic.network())),
                    InventorySeed.orElse(nic.model(), seed.type().nicModel),
                    seed.pciAddresses() ? "0000:%02x:00.0".formatted(FIRST_BUS + 8 * order) : "",
                    nic.unplugged()));
        }
        return List.copyOf(nics);
    }

    private String profile(String network) {
        return catalog.profiles().stream()
                .filter(profile -> profile.network().equals(network))
                .findFirst()
                .map(Catalog.Profile::id)
                .orElse("");
    }

    private static List<SimVm.Address> addresses(InventorySeed.Vm vm, List<SimVm.Nic> nics) {
        return nics.stream()
                .flatMap(nic ->
                        InventorySeed.orElse(vm.nics().get(nic.order()).addresses(), List.of(ordinary(nic))).stream()
                                .map(address -> on(nic.mac(), address)))
                .toList();
    }

    /** One per MAC, in a subnet of the NIC's network. */
    private static SimVm.Address ordinary(SimVm.Nic nic) {
        String net = "10." + (100 + Math.floorMod(nic.network().hashCode(), 100)) + ".";
        return new SimVm.Address(nic.mac(), net + host(nic.mac()), 16, net + "255.1", List.of(net + "255.1"), "dhcp");
    }

    /** The same setup on another NIC: what was set by hand stays, what was leased is leased anew. */
    private static SimVm.Address on(String mac, SimVm.Address address) {
        String ip = address.ip();
        if ("dhcp".equals(address.origin())) {
            ip = LAST_TWO.matcher(ip).replaceFirst(host(mac));
        }
        return new SimVm.Address(
                mac,
                ip,
                address.prefix() == 0 ? 24 : address.prefix(),
                address.gateway() == null ? LAST.matcher(ip).replaceFirst("1") : address.gateway(),
                InventorySeed.orElse(address.dns(), List.of()),
                InventorySeed.orElse(address.origin(), "manual"));
    }

    /** The last two parts of a MAC, as those of an IPv4 address. */
    private static String host(String mac) {
        return Integer.parseInt(mac, 12, 14, 16) + "." + Integer.parseInt(mac, 15, 17, 16);
    }

    /** The device keys that vSphere gives to a bus's first controller and to the first disk on it. */
    private enum Bus {
        ide(200, 3000),
        scsi(1000, 2000),
        sata(15000, 16000),
        nvme(31000, 32000),
        virtio(40000, 41000),
        virtio_scsi(50000, 51000);

        private final int controller;
        private final int firstDisk;

        Bus(int controller, int firstDisk) {
            this.controller = controller;
            this.firstDisk = firstDisk;
        }

        static Bus of(String name) {
            return valueOf(name.toLowerCase(Locale.ROOT));
        }
    }
}
