package mtv.provider.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import mtv.vm.MachineOptions;
import mtv.vm.SourceVm;
import mtv.vm.SourceVmBuilder;
import mtv.vm.SourceVmDiskBuilder;
import mtv.vm.VmPower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static mtv.provider.inventory.InventoryReader.byId;
import static mtv.provider.inventory.InventoryReader.count;
import static mtv.provider.inventory.InventoryReader.flag;
import static mtv.provider.inventory.InventoryReader.items;
import static mtv.provider.inventory.InventoryReader.size;
import static mtv.provider.inventory.InventoryReader.text;

/** Reads vSphere's inventory: one list has everything, but a NIC of NSX names its network by the network's own key. */
final class VSphereReader implements InventoryReader {

    private static final String NETWORKS = "networks";
    private static final String HOSTS = "hosts";

    /** The order in which MTV numbers disks; not the order of their files. */
    private static final List<String> BUSES = List.of("sata", "ide", "scsi", "nvme");

    private static final Comparator<JsonNode> DISK_ORDER = Comparator.<JsonNode>comparingInt(
                    d -> BUSES.indexOf(text(d, "bus")))
            .thenComparingInt(d -> d.path("controllerKey").asInt())
            .thenComparingInt(d -> d.path("unitNumber").asInt())
            .thenComparingInt(d -> d.path("key").asInt());

    /** The networks of a route that leads everywhere; the gateway of any other route is no default gateway. */
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "0.0.0.0/0", "::", "::/0");

    @Override
    public List<String> collections() {
        return List.of("vms");
    }

    @Override
    public List<String> more(Map<String, JsonNode> lists) {
        boolean byKey = items(lists.get("vms"))
                .anyMatch(vm -> items(vm.path("nics"))
                        .map(VSphereReader::network)
                        .anyMatch(network -> !networksOf(vm).contains(network)));
        return byKey ? List.of(HOSTS, NETWORKS) : List.of(HOSTS);
    }

    @Override
    public String storages() {
        return "datastores";
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Map<String, String> byKey = new HashMap<>();
        items(lists.get(NETWORKS)).forEach(n -> byKey.putIfAbsent(text(n, "key"), text(n, "id")));
        items(lists.get(NETWORKS)).forEach(n -> byKey.put(text(n, "id"), text(n, "id")));
        Map<String, JsonNode> hosts = byId(lists.get(HOSTS));
        return items(lists.get("vms"))
                .map(vm -> vm(vm, byKey, hosts.getOrDefault(text(vm, "host"), MissingNode.getInstance())))
                .toList();
    }

    private static SourceVm vm(JsonNode vm, Map<String, String> networksByKey, JsonNode host) {
        Fact<Integer> cpus = count(vm, "cpuCount", 0);
        Fact<Integer> cores = count(vm, "coresPerSocket", 1);
        List<String> problems = new ArrayList<>();
        if (vm.path("isTemplate").asBoolean()) {
            problems.add("it is a template, which MTV does not migrate: make a VM of it");
        }
        List<SourceVm.Nic> nics = items(vm.path("nics"))
                .map(nic -> nic(nic, networksOf(vm), networksByKey, problems))
                .toList();
        return SourceVmBuilder.builder()
                .id(text(vm, "id"))
                .name(text(vm, "name"))
                .path(text(vm, "path"))
                .tree(vm)
                .template(vm.path("isTemplate").asBoolean())
                .power(VmPower.of(text(vm, "powerState"), "powerState", Set.of("poweredOn"), Set.of("poweredOff")))
                .cpus(cpus)
                .sockets(sockets(cpus, cores))
                .cores(cores)
                .threads(Fact.of(1, "vSphere's virtual cores have no threads"))
                .memoryBytes(size(vm, "memoryMB").map(mib -> mib << 20))
                .bootloader(Fact.of(text(vm, "firmware").equals("efi") ? "efi" : "bios", "firmware"))
                .secureBoot(Fact.of(vm.path("secureBoot").asBoolean(), "secureBoot"))
                .tpm(Fact.of(vm.path("tpmEnabled").asBoolean(), "tpmEnabled"))
                .firmwareUuid(Fact.text(text(vm, "uuid"), "uuid"))
                .clock(clock(host))
                .options(options(vm))
                .tags(Fact.of(named(vm.path("tags"), "name", "description"), "tags"))
                .attributes(Fact.of(attributes(vm), "customValues"))
                .serial(Fact.text(text(vm, "uuid"), "uuid"))
                .guestOs(text(vm, "guestId") + " " + text(vm, "guestName"))
                .snapshots(
                        vm.has("snapshot")
                                ? Fact.of(snapshots(vm), "current snapshot")
                                : Fact.unknown("the inventory does not tell the current snapshot"))
                .untracked(untracked(vm))
                .addresses(Fact.of(addresses(vm), "guestNetworks"))
                .reachable(reachable(vm))
                .gateways(Fact.of(gateways(vm), "guestIpStacks"))
                .nameServers(Fact.of(nameServers(vm), "guestNetworks"))
                .disks(items(vm.path("disks"))
                        .sorted(DISK_ORDER)
                        .map(disk -> disk(disk, problems))
                        .toList())
                .nics(nics)
                .otherNetworks(networksOf(vm))
                .problems(problems)
                .build();
    }

    /** MTV gives the guest the time zone of the host that it is on. */
    private static Fact<String> clock(JsonNode host) {
        String zone = text(host, "timezone");
        return host.isMissingNode()
                ? Fact.unknown("the inventory does not show the host")
                : Fact.text(zone, "timezone of the host").map(KubeVirtClock::in);
    }

    private static MachineOptions options(JsonNode vm) {
        boolean nested = vm.path("nestedHVEnabled").asBoolean();
        return InventoryReader.plain()
                .with()
                .cpuFeatures(Fact.of(nested ? InventoryReader.nested("optional") : Map.of(), "nestedHVEnabled"))
                .persistentTpm(Fact.of(vm.path("tpmEnabled").asBoolean(), "tpmEnabled"))
                .build();
    }

    private static Map<String, String> attributes(JsonNode vm) {
        Map<String, String> names = named(vm.path("customDef"), "key", "name");
        Map<String, String> attributes = new TreeMap<>();
        named(vm.path("customValues"), "key", "value").forEach((key, value) -> {
            if (names.containsKey(key)) {
                attributes.put(names.get(key), value);
            }
        });
        return attributes;
    }

    private static Map<String, String> named(JsonNode list, String key, String value) {
        Map<String, String> entries = new TreeMap<>();
        items(list).forEach(item -> entries.put(text(item, key), text(item, value)));
        return entries;
    }

    /** vSphere allows a number of CPUs that leaves a socket half empty. */
    static Fact<Integer> sockets(Fact<Integer> cpus, Fact<Integer> cores) {
        if (cpus.value().isEmpty() || cores.value().isEmpty()) {
            return cpus.value().isEmpty() ? cpus : cores;
        }
        int all = cpus.value().get();
        int each = cores.value().get();
        return all % each == 0
                ? Fact.positive(all / each, "cpuCount / coresPerSocket")
                : Fact.unknown(all + " CPUs are not a multiple of " + each + " per socket");
    }

    /** The inventory shows the current snapshot only, and a snapshot that is left behind is the current one. */
    private static Set<String> snapshots(JsonNode vm) {
        String current = text(vm.path("snapshot"), "id");
        return current.isEmpty() ? Set.of() : Set.of(current);
    }

    /** The machine by itself, or else disks; a release of MTV that tells nothing of disks says nothing against them. */
    private static Fact<List<String>> untracked(JsonNode vm) {
        String field = "changeTrackingEnabled";
        if (!vm.has(field)) {
            return Fact.unknown("the inventory does not tell whether changed block tracking is on");
        }
        return Fact.of(
                vm.path(field).asBoolean()
                        ? items(vm.path("disks"))
                                .filter(disk -> !disk.path(field).asBoolean(true))
                                .map(disk -> "disk " + text(disk, "file"))
                                .toList()
                        : List.of("the VM"),
                field);
    }

    /** The networks that the guest set up by itself. */
    private static Stream<JsonNode> ofGuest(JsonNode vm) {
        return items(vm.path("guestNetworks"))
                .filter(n ->
                        text(n, "origin").equals("manual") && !text(n, "ip").isEmpty());
    }

    private static List<String> reachable(JsonNode vm) {
        return Stream.concat(
                        Stream.of(text(vm, "ipAddress")),
                        items(vm.path("guestNetworks")).map(n -> text(n, "ip")))
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }

    private static Map<String, String> addresses(JsonNode vm) {
        return ofGuest(vm).collect(Collectors.toMap(n -> text(n, "ip"), n -> text(n, "mac"), (a, b) -> a));
    }

    private static Set<String> nameServers(JsonNode vm) {
        return ofGuest(vm)
                .flatMap(n -> items(n.path("dns")))
                .map(InventoryReader::text)
                .filter(server -> !server.isEmpty())
                .collect(Collectors.toSet());
    }

    /**
     * Only of NICs with addresses of their own, since DHCP hands out a gateway anew, and only of routes to everywhere.
     */
    private static Set<String> gateways(JsonNode vm) {
        Set<String> devices = ofGuest(vm).map(n -> text(n, "device")).collect(Collectors.toSet());
        return items(vm.path("guestIpStacks"))
                .filter(stack -> devices.contains(text(stack, "device")))
                .filter(stack -> EVERYWHERE.contains(text(stack, "network")))
                .map(stack -> text(stack, "gateway"))
                .filter(gateway -> !gateway.isEmpty())
                .collect(Collectors.toSet());
    }

    private static List<String> networksOf(JsonNode vm) {
        return items(vm.path(NETWORKS)).map(n -> text(n, "id")).toList();
    }

    private static String network(JsonNode nic) {
        return text(nic.path("network"), "id");
    }

    private static SourceVm.Nic nic(
            JsonNode nic, List<String> ofVm, Map<String, String> networksByKey, List<String> problems) {
        String named = network(nic);
        String id = ofVm.contains(named) || networksByKey.isEmpty() ? named : networksByKey.getOrDefault(named, "");
        if (id.isEmpty()) {
            problems.add("NIC " + text(nic, "mac") + " is on "
                    + (named.isEmpty() ? "no network" : "network " + named + ", which the inventory does not show"));
        }
        return SourceVm.Nic.converted(text(nic, "mac"), id)
                .withConnected(flag(nic, "startConnected"))
                .withPciAddress(Fact.text(text(nic, "pciAddress"), "pciAddress"));
    }

    /** While a snapshot exists the file has its number behind its name, which MTV leaves out. */
    private static SourceVm.Disk disk(JsonNode disk, List<String> problems) {
        String file = text(disk, "file").replaceFirst("-\\d{6}(?=\\.vmdk$)", "");
        String datastore = text(disk.path("datastore"), "id");
        if (datastore.isEmpty()) {
            problems.add("disk " + file + " is on no datastore that the inventory shows");
        }
        return SourceVmDiskBuilder.builder()
                .name(file)
                .identity(file)
                .storage(datastore)
                .capacityBytes(size(disk, "capacity"))
                .shared(Fact.of(disk.path("shared").asBoolean(), "shared"))
                .bootable(Fact.unknown("vSphere's inventory does not tell the boot disk"))
                .bus(Fact.of(SourceVm.VIRTIO, SourceVm.CONVERTED))
                .rawDevice(disk.path("rdm").asBoolean())
                .options(DiskOptions.ofSerial(Fact.text(text(disk, "serial"), "serial")))
                .build();
    }
}
