package mtv.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.model.SourceRef;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A source VM as MTV's inventory has it, in one shape for every source type. What a type does not tell is unknown, with
 * the reason.
 *
 * @param power whether it is on, off, or neither
 * @param cpus sockets times cores times threads
 * @param cores per socket
 * @param threads per core
 * @param bootloader {@code bios} or {@code efi}
 * @param template whether it is none that could run, but the pattern of others
 * @param path where the source's folders, clusters or namespaces have it; empty when the inventory does not tell
 * @param namespace of a machine of a cluster, by which with its name MTV finds it; empty elsewhere
 * @param serial as the source has it; MTV may write it in another form
 * @param options what it has besides
 * @param tags description of each of its tags, by the tag's name
 * @param attributes that people gave it, by their names
 * @param guestOs all that the source says about the operating system
 * @param snapshots ids
 * @param untracked what of it has no changed block tracking, without which it does not migrate warm, in words
 * @param addresses that the guest has set up by itself, so that they must stay; each with the MAC of its NIC
 * @param reachable all addresses that its guest tells, the first one first
 * @param gateways of those addresses
 * @param nameServers that the guest asks, with such addresses
 * @param disks in the order in which MTV numbers them
 * @param uncopied disks of which MTV knows nothing, so that they are lost, in words
 * @param nics in the source's order
 * @param otherNetworks ids of networks that MTV wants in the NetworkMap though no NIC is known to be on them
 * @param namesakes ids of networks and storages by the id of one that the VM uses and that has their name: MTV knows
 *     them by that name, and wants all of them in its maps
 * @param problems why the VM cannot be migrated as it is, each a sentence about something that it has
 * @param tree all that the inventory tells of it
 */
@RecordBuilder
public record SourceVm(
        String id,
        String name,
        String path,
        String namespace,
        boolean template,
        Fact<VmPower> power,
        Fact<Integer> cpus,
        Fact<Integer> sockets,
        Fact<Integer> cores,
        Fact<Integer> threads,
        Fact<String> cpuModel,
        Fact<Long> memoryBytes,
        Fact<String> bootloader,
        Fact<Boolean> secureBoot,
        Fact<Boolean> tpm,
        Fact<String> machineType,
        Fact<String> firmwareUuid,
        Fact<String> serial,
        Fact<String> clock,
        Fact<String> instanceType,
        Fact<String> preference,
        MachineOptions options,
        Fact<Map<String, String>> tags,
        Fact<Map<String, String>> attributes,
        String guestOs,
        Fact<Set<String>> snapshots,
        Fact<List<String>> untracked,
        Fact<Map<String, String>> addresses,
        List<String> reachable,
        Fact<Set<String>> gateways,
        Fact<Set<String>> nameServers,
        List<Disk> disks,
        List<String> uncopied,
        List<Nic> nics,
        List<String> otherNetworks,
        Map<String, List<String>> namesakes,
        List<String> problems,
        JsonNode tree)
        implements SourceVmBuilder.With {

    public static final String VIRTIO = "virtio";
    public static final String CONVERTED = "MTV gives a converted guest virtio devices";

    public SourceVm {
        path = path == null ? "" : path;
        namespace = namespace == null ? "" : namespace;
        reachable = reachable == null ? List.of() : List.copyOf(reachable);
        uncopied = uncopied == null ? List.of() : List.copyOf(uncopied);
        otherNetworks = otherNetworks == null ? List.of() : List.copyOf(otherNetworks);
        namesakes = namesakes == null ? Map.of() : Map.copyOf(namesakes);
        problems = problems == null ? List.of() : List.copyOf(problems);
        tree = tree == null ? MissingNode.getInstance() : tree;
        power = Fact.orUnknown(power);
        cpus = Fact.orUnknown(cpus);
        sockets = Fact.orUnknown(sockets);
        cores = Fact.orUnknown(cores);
        threads = Fact.orUnknown(threads);
        cpuModel = Fact.orUnknown(cpuModel);
        memoryBytes = Fact.orUnknown(memoryBytes);
        bootloader = Fact.orUnknown(bootloader);
        secureBoot = Fact.orUnknown(secureBoot);
        tpm = Fact.orUnknown(tpm);
        machineType = Fact.orUnknown(machineType);
        firmwareUuid = Fact.orUnknown(firmwareUuid);
        serial = Fact.orUnknown(serial);
        clock = Fact.orUnknown(clock);
        instanceType = Fact.orUnknown(instanceType);
        preference = Fact.orUnknown(preference);
        options = options == null ? MachineOptions.UNKNOWN : options;
        tags = Fact.orUnknown(tags);
        attributes = Fact.orUnknown(attributes);
        snapshots = Fact.orUnknown(snapshots);
        untracked = Fact.orUnknown(untracked);
        addresses = Fact.orUnknown(addresses);
        gateways = Fact.orUnknown(gateways);
        nameServers = Fact.orUnknown(nameServers);
    }

    /** As a Plan names it. */
    public SourceRef ref() {
        return new SourceRef(id, name, namespace.isEmpty() ? null : namespace, null);
    }

    /** Name, id and path, for people. */
    public String words() {
        return name + " (" + id + (path.isEmpty() ? "" : ", " + path) + ")";
    }

    /**
     * @param name for people: file or id of the disk
     * @param identity how the migrated volume names it; empty when it does not
     * @param storage id of the datastore, storage domain, volume type or storage class; empty for a direct disk
     * @param direct whether it is attached to the migrated VM as it is, as a LUN is, so that it has no storage
     * @param capacityBytes unknown when the source knows none
     * @param bootable whether the machine boots from it
     * @param bus that the migrated disk must be on
     * @param rawDevice whether it is a device of the storage, mapped into the machine, which MTV copies or passes on
     * @param options with the serial as the source has it
     */
    @RecordBuilder
    public record Disk(
            String name,
            String identity,
            String storage,
            boolean direct,
            Fact<Long> capacityBytes,
            Fact<Boolean> shared,
            Fact<Boolean> bootable,
            Fact<String> bus,
            boolean rawDevice,
            DiskOptions options)
            implements SourceVmDiskBuilder.With {

        /** Where OpenStack keeps images; such a disk is no volume of its own. */
        public static final String IMAGE_STORE = "glance";

        public Disk {
            capacityBytes = Fact.orUnknown(capacityBytes);
            shared = Fact.orUnknown(shared);
            bootable = Fact.orUnknown(bootable);
            bus = Fact.orUnknown(bus);
            options = options == null ? DiskOptionsBuilder.builder().build() : options;
        }

        /** Whether it was made of an image, and is no volume of its own. */
        public boolean isOfAnImage() {
            return storage.equals(IMAGE_STORE);
        }

        /** The file without folder, as name templates see it. */
        public String fileName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /**
     * @param mac empty when the source names none, so that the destination draws one
     * @param network id of the source network; empty when it is on none, which is one of the VM's problems
     * @param model as the destination must have it; unknown where MTV chooses it
     * @param passThrough whether it is a device of the host, which becomes one again
     * @param connected whether it is plugged in when the VM starts
     * @param binding how KubeVirt connects it, where the source is KubeVirt
     * @param pciAddress by which the guest names it
     */
    @RecordBuilder
    public record Nic(
            String mac,
            String network,
            Fact<String> model,
            boolean passThrough,
            Fact<Boolean> connected,
            Fact<String> binding,
            Fact<String> pciAddress)
            implements SourceVmNicBuilder.With {

        public Nic {
            model = Fact.orUnknown(model);
            connected = Fact.orUnknown(connected);
            binding = Fact.orUnknown(binding);
            pciAddress = Fact.orUnknown(pciAddress);
        }

        /** Of which no more is known. */
        public Nic(String mac, String network, Fact<String> model, boolean passThrough) {
            this(mac, network, model, passThrough, null, null, null);
        }

        /** With the model that KubeVirt chooses, since MTV names none. */
        public static Nic unnamed(String mac, String network) {
            return new Nic(mac, network, Fact.unknown("MTV names no model, and KubeVirt's is virtio"), false);
        }

        /** With the model that MTV gives to a guest it converts. */
        public static Nic converted(String mac, String network) {
            return new Nic(mac, network, Fact.of(VIRTIO, CONVERTED), false);
        }
    }

    /** All networks that MTV wants in the NetworkMap, those of the NICs first. */
    public List<String> networks() {
        return Stream.concat(nics.stream().map(Nic::network), otherNetworks.stream())
                .filter(network -> !network.isEmpty())
                .distinct()
                .toList();
    }

    /** How many disks are copied of those before this one, by which MTV numbers it. */
    public int copiedBefore(int position) {
        return (int) disks.subList(0, position).stream()
                .filter(disk -> !disk.direct())
                .count();
    }

    /** All storages that MTV wants in the StorageMap. */
    public List<String> storages() {
        return disks.stream()
                .map(Disk::storage)
                .filter(storage -> !storage.isEmpty())
                .distinct()
                .toList();
    }

    public boolean poweredOn() {
        return power.value().filter(VmPower.ON::equals).isPresent();
    }

    /** For people: a state that is neither on nor off by the source's own word, and none only where none is told. */
    public String powerWords() {
        return power.value()
                .map(state -> state == VmPower.NEITHER ? power.origin() : state.words())
                .orElse("of unknown power");
    }

    /** Also true where the source knows no power, as with OVA files. */
    public boolean poweredOff() {
        return power.value().orElse(VmPower.OFF) == VmPower.OFF;
    }

    /** By the guest's name, as MTV decides it. */
    public boolean isWindows() {
        return isWindows(guestOs);
    }

    /** @param system by its name, as a source or an agent gives it */
    public static boolean isWindows(String system) {
        return system.toLowerCase(Locale.ROOT).contains("win");
    }
}
