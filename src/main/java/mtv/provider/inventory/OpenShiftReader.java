package mtv.provider.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import mtv.model.NetworkSource;
import mtv.model.SourceRef;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import mtv.vm.ForeignField;
import mtv.vm.MachineOptions;
import mtv.vm.SourceVm;
import mtv.vm.SourceVmBuilder;
import mtv.vm.SourceVmDiskBuilder;
import mtv.vm.VmPower;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static mtv.provider.inventory.InventoryReader.count;
import static mtv.provider.inventory.InventoryReader.items;
import static mtv.provider.inventory.InventoryReader.positive;
import static mtv.provider.inventory.InventoryReader.text;

/** Reads OpenShift's inventory: the items are the Kubernetes objects themselves; networks and storage go by name. */
final class OpenShiftReader implements InventoryReader {

    private static final String POD = "pod";

    /** The printable statuses of a VM whose instance holds its memory. */
    private static final Set<String> ON = Set.of("Running", "Paused", "Migrating", "Stopping", "Terminating");

    private static final Set<String> OFF = Set.of("Stopped");

    @Override
    public List<String> collections() {
        return List.of("vms", "persistentvolumeclaims");
    }

    @Override
    public String storages() {
        return "storageclasses";
    }

    @Override
    public String networks() {
        return "networkattachmentdefinitions";
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Map<String, JsonNode> claims = items(lists.get("persistentvolumeclaims"))
                .collect(Collectors.toMap(c -> text(c, "namespace") + "/" + text(c, "name"), c -> c, (a, b) -> a));
        return items(lists.get("vms")).map(vm -> vm(vm, claims)).toList();
    }

    private static SourceVm vm(JsonNode item, Map<String, JsonNode> claims) {
        JsonNode object = item.path("object");
        JsonNode spec = object.path("spec").path("template").path("spec");
        String namespace = text(item, "namespace");
        List<String> problems = new ArrayList<>(uncopied(spec));
        return machine(spec)
                .id(text(item, "id").isEmpty() ? text(item, "uid") : text(item, "id"))
                .name(text(item, "name"))
                .path(namespace + "/" + text(item, "name"))
                .tree(InventoryReader.with(
                        item,
                        "persistentvolumeclaims",
                        items(spec.path("volumes")).map(volume -> claims.get(namespace + "/" + claimName(volume)))))
                .namespace(namespace)
                .power(VmPower.of(text(object.path("status"), "printableStatus"), "printableStatus", ON, OFF))
                .instanceType(Fact.text(text(object.at("/spec/instancetype"), "name"), "spec.instancetype.name"))
                .preference(Fact.text(text(object.at("/spec/preference"), "name"), "spec.preference.name"))
                .guestOs(text(item.at("/instance/status/guestOSInfo"), "name"))
                .snapshots(Fact.unknown("the inventory does not list VirtualMachineSnapshots"))
                .disks(items(spec.path("volumes"))
                        .filter(volume -> !claimName(volume).isEmpty())
                        .map(volume -> disk(volume, namespace, spec.path("domain"), claims, problems))
                        .toList())
                .nics(nics(spec, namespace, problems))
                .problems(problems)
                .build();
    }

    /** MTV copies claims alone. What is only read, such as a CD with drivers, need not come along. */
    private static List<String> uncopied(JsonNode spec) {
        return items(spec.path("volumes"))
                .filter(volume -> volume.path("containerDisk").isObject())
                .map(volume -> text(volume, "name"))
                .filter(name -> device(spec.path("domain"), name).path("disk").isObject())
                .map(name -> "volume " + name
                        + " is a container disk, and MTV copies what is on claims: put its image on" + " one")
                .toList();
    }

    /** Sizes that the VM leaves out are those of its instance type, so they are unknown here. */
    private static SourceVmBuilder machine(JsonNode spec) {
        JsonNode domain = spec.path("domain");
        JsonNode cpu = domain.path("cpu");
        JsonNode firmware = domain.path("firmware");
        JsonNode efi = firmware.path("bootloader").path("efi");
        boolean told = firmware.path("bootloader").isObject();
        Fact<Integer> cpus = Stream.of("sockets", "cores", "threads")
                .map(part -> ForeignField.of(spec, "domain.cpu." + part).whole(1))
                .reduce((a, b) -> a.and(b, (x, y) -> x * y))
                .orElseThrow();
        return SourceVmBuilder.builder()
                .cpus(cpu.isObject() ? positive(cpus, "domain.cpu") : Fact.unknown("domain.cpu is not told"))
                .sockets(count(spec, "domain.cpu.sockets", 0))
                .cores(count(spec, "domain.cpu.cores", 0))
                .threads(count(spec, "domain.cpu.threads", 0))
                .cpuModel(Fact.text(text(cpu, "model"), "domain.cpu.model"))
                .options(MachineOptions.of(domain))
                .memoryBytes(bytes(ForeignField.of(spec, "domain.memory.guest"), "domain.memory.guest"))
                .bootloader(told ? Fact.of(efi.isObject() ? "efi" : "bios", "domain.firmware.bootloader") : null)
                .secureBoot(
                        efi.isObject()
                                ? ForeignField.of(spec, "domain.firmware.bootloader.efi")
                                        .enabled("secureBoot")
                                : null)
                .tpm(ForeignField.of(spec, "domain.devices.tpm").enabled("enabled"))
                .machineType(Fact.text(text(domain.path("machine"), "type"), "domain.machine.type"))
                .firmwareUuid(Fact.text(text(firmware, "uuid"), "domain.firmware.uuid"))
                .serial(Fact.text(text(firmware, "serial"), "domain.firmware.serial"))
                .clock(
                        domain.path("clock").isObject()
                                ? Fact.of(domain.path("clock").toString(), "domain.clock")
                                : null);
    }

    private static SourceVm.Disk disk(
            JsonNode volume, String namespace, JsonNode domain, Map<String, JsonNode> claims, List<String> problems) {
        String name = namespace + "/" + claimName(volume);
        String identity = text(volume, "name");
        JsonNode spec = claims.getOrDefault(name, MissingNode.getInstance()).at("/object/spec");
        String storageClass = text(spec, "storageClassName");
        if (storageClass.isEmpty()) {
            problems.add("claim " + name + " of volume " + identity
                    + (claims.containsKey(name)
                            ? " has no storage class"
                            : " is not among those that the inventory shows"));
        }
        JsonNode device = device(domain, identity);
        return SourceVmDiskBuilder.builder()
                .name(name)
                .identity(identity)
                .storage(storageClass)
                .capacityBytes(bytes(ForeignField.of(spec, "resources.requests.storage"), "the claim's request"))
                .shared(ForeignField.of(device, "shareable").flag(false))
                .bootable(count(device, "bootOrder", 0).map(order -> order == 1))
                .bus(bus(device))
                .options(DiskOptions.of(device))
                .build();
    }

    private static JsonNode device(JsonNode domain, String name) {
        return items(domain.path("devices").path("disks"))
                .filter(disk -> text(disk, "name").equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static Fact<String> bus(JsonNode device) {
        return Stream.of("disk", "lun", "cdrom")
                .filter(kind -> device.path(kind).isObject())
                .findFirst()
                .map(kind -> Fact.text(text(device.path(kind), "bus"), kind + ".bus"))
                .orElse(null);
    }

    private static String claimName(JsonNode volume) {
        String claim = text(volume.path("persistentVolumeClaim"), "claimName");
        return claim.isEmpty() ? text(volume.path("dataVolume"), "name") : claim;
    }

    private static List<SourceVm.Nic> nics(JsonNode spec, String namespace, List<String> problems) {
        Map<String, String> networks = items(spec.path("networks"))
                .collect(Collectors.toMap(n -> text(n, "name"), n -> network(n, namespace), (a, b) -> a));
        return items(spec.path("domain").path("devices").path("interfaces"))
                .map(nic -> {
                    String network = networks.getOrDefault(text(nic, "name"), "");
                    if (network.isEmpty()) {
                        problems.add("interface " + text(nic, "name") + " is on no network of the VM");
                    }
                    return nic(nic, network);
                })
                .toList();
    }

    private static SourceVm.Nic nic(JsonNode nic, String network) {
        String plugin = text(nic.path("binding"), "name");
        String binding = Stream.of("masquerade", "bridge", "sriov", "slirp", "macvtap", "passt")
                .filter(nic::hasNonNull)
                .findFirst()
                .orElse(plugin);
        return new SourceVm.Nic(
                text(nic, "macAddress"),
                network,
                Fact.text(text(nic, "model"), "model"),
                nic.hasNonNull("sriov"),
                Fact.of(!text(nic, "state").equals("down"), "state"),
                Fact.text(binding, "the source's interface"),
                Fact.text(text(nic, "pciAddress"), "pciAddress"));
    }

    /** Empty for a network that is neither the pod network nor an attachment. */
    private static String network(JsonNode network, String namespace) {
        if (!network.path("multus").isObject()) {
            return network.path("pod").isObject() ? POD : "";
        }
        String name = text(network.path("multus"), "networkName");
        return name.isEmpty() || name.contains("/") ? name : namespace + "/" + name;
    }

    private static Fact<Long> bytes(ForeignField quantity, String origin) {
        Fact<Long> told = positive(quantity.bytes(), origin);
        return told.isKnown() || told.unreadable()
                ? told
                : Fact.unknown(origin + " is " + (quantity.isThere() ? "zero" : "empty"));
    }

    @Override
    public NetworkSource network(String key) {
        if (key.equals(POD)) {
            return new NetworkSource(null, null, null, POD, null);
        }
        int slash = key.indexOf('/');
        return new NetworkSource(null, key.substring(slash + 1), key.substring(0, slash), null, null);
    }

    @Override
    public SourceRef storage(String key) {
        return new SourceRef(null, key, null, null);
    }
}
