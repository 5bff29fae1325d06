package mtv.provider.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static mtv.provider.inventory.InventoryReader.byId;
import static mtv.provider.inventory.InventoryReader.idsByName;
import static mtv.provider.inventory.InventoryReader.items;
import static mtv.provider.inventory.InventoryReader.positive;
import static mtv.provider.inventory.InventoryReader.size;
import static mtv.provider.inventory.InventoryReader.text;

/**
 * Reads OpenStack's inventory. A machine's size is in a flavor, its disks are volumes and, if it was booted from one,
 * an image; its devices are in the properties of that image, or in those that its boot volume has of an image. Networks
 * and volume types go by name.
 */
final class OpenStackReader implements InventoryReader {

    /** The collection of images. */
    private static final String IMAGES = "images";

    /** The buses that KubeVirt has for OpenStack's; all others become virtio. */
    private static final Map<String, String> BUSES = Map.of("scsi", "scsi", "ide", "sata", "sata", "sata");

    /** The models that KubeVirt has, by OpenStack's names; all others become virtio. */
    private static final Map<String, String> MODELS = Map.of(
            "e1000", "e1000",
            "VirtualE1000", "e1000",
            "e1000e", "e1000e",
            "VirtualE1000e", "e1000e",
            "ne2k_pci", "ne2k_pci",
            "pcnet", "pcnet",
            "VirtualPCNet32", "pcnet",
            "rtl8139", "rtl8139");

    private static final long GIB = 1L << 30;

    @Override
    public List<String> collections() {
        return List.of("vms", "flavors", "volumes", "volumetypes", "networks", "snapshots");
    }

    @Override
    public List<String> more(Map<String, JsonNode> lists) {
        boolean ofImages =
                items(lists.get("vms")).anyMatch(vm -> !text(vm, "imageID").isEmpty());
        return ofImages ? List.of(IMAGES) : List.of();
    }

    @Override
    public String storages() {
        return "volumetypes";
    }

    @Override
    public SourceRef storage(String key) {
        return key.equals(SourceVm.Disk.IMAGE_STORE)
                ? new SourceRef(null, SourceVm.Disk.IMAGE_STORE, null, null)
                : InventoryReader.super.storage(key);
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Cloud cloud = new Cloud(
                byId(lists.get("flavors")),
                byId(lists.get("volumes")),
                byId(lists.get(IMAGES)),
                idsByName(lists.get("volumetypes")),
                idsByName(lists.get("networks")));
        return items(lists.get("vms"))
                .map(vm -> new Machine(cloud, vm)
                        .read()
                        .snapshots(
                                lists.get("snapshots") == null
                                        ? null
                                        : Fact.of(snapshots(vm, lists.get("snapshots")), "snapshots"))
                        .build())
                .toList();
    }

    private static Set<String> snapshots(JsonNode vm, JsonNode snapshots) {
        Set<String> attached = volumes(vm).collect(Collectors.toSet());
        return items(snapshots)
                .filter(s -> attached.contains(text(s, "volumeID")))
                .map(s -> text(s, "id"))
                .collect(Collectors.toSet());
    }

    private static Stream<String> volumes(JsonNode vm) {
        return items(vm.path("attachedVolumes")).map(a -> text(a, "ID"));
    }

    /** The objects that machines refer to: volume types and networks by name, the others by id. */
    private record Cloud(
            Map<String, JsonNode> flavors,
            Map<String, JsonNode> volumes,
            Map<String, JsonNode> images,
            Map<String, List<String>> volumeTypes,
            Map<String, List<String>> networks) {}

    /** Reads one machine with the objects that it refers to. */
    private static final class Machine {

        private final Cloud cloud;
        private final JsonNode vm;
        private final JsonNode flavor;
        private final String image;
        private final JsonNode properties;
        private final Map<String, List<String>> namesakes = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        Machine(Cloud cloud, JsonNode vm) {
            this.cloud = cloud;
            this.vm = vm;
            this.flavor = cloud.flavors().getOrDefault(text(vm, "flavorID"), MissingNode.getInstance());
            this.image = text(vm, "imageID");
            this.properties = image.isEmpty()
                    ? bootVolume().path("volumeImageMetadata")
                    : cloud.images()
                            .getOrDefault(image, MissingNode.getInstance())
                            .path("properties");
        }

        private JsonNode bootVolume() {
            return volumes(vm)
                    .map(id -> cloud.volumes().getOrDefault(id, MissingNode.getInstance()))
                    .filter(volume -> volume.path("bootable").asBoolean())
                    .findFirst()
                    .orElse(MissingNode.getInstance());
        }

        SourceVmBuilder read() {
            List<SourceVm.Disk> disks = disks();
            List<SourceVm.Nic> nics = nics();
            String secureBoot = text(properties, "os_secure_boot");
            return SourceVmBuilder.builder()
                    .id(text(vm, "id"))
                    .name(text(vm, "name"))
                    .path(text(vm, "path"))
                    .tree(InventoryReader.with(
                            vm, "volumes", volumes(vm).map(id -> cloud.volumes().get(id))))
                    .power(VmPower.of(text(vm, "status"), "status", Set.of("ACTIVE"), Set.of("SHUTOFF")))
                    .cpus(positive(ForeignField.of(flavor, "vcpus").whole(0), "flavor's vcpus"))
                    .sockets(topology("sockets"))
                    .cores(topology("cores"))
                    .threads(topology("threads"))
                    .memoryBytes(ram())
                    .options(options())
                    .tpm(
                            SourceVm.isWindows(text(properties, "os_distro"))
                                    ? Fact.unknown("MTV adds no TPM, and a template of Windows may")
                                    : Fact.of(false, "rule of MTV"))
                    .bootloader(property("hw_firmware_type").map(type -> type.replace("uefi", "efi")))
                    .secureBoot(Fact.of(
                            (secureBoot.isEmpty() ? text(flavor.path("extraSpecs"), "os:secure_boot") : secureBoot)
                                    .equals("required"),
                            "os_secure_boot of the image, os:secure_boot of the flavor"))
                    .guestOs((text(properties, "os_distro") + " " + text(properties, "os_version") + " "
                                    + text(properties, "os_type"))
                            .strip())
                    .disks(disks)
                    .uncopied(scratch())
                    .nics(nics)
                    .namesakes(namesakes)
                    .problems(problems);
        }

        /** A machine that boots from a volume has the properties that the volume has of its image. */
        private String of() {
            return image.isEmpty() ? " of the boot volume's image" : " of the image";
        }

        private String origin(String property) {
            return properties.has(property) ? property + of() : "rule of MTV";
        }

        private Fact<String> property(String name) {
            return Fact.text(text(properties, name), name + of());
        }

        /**
         * A policy of the flavor beats that of the image. What neither names MTV leaves out, and a template of
         * OpenShift may have it.
         */
        private MachineOptions options() {
            String ofFlavor = extra("hw:cpu_policy");
            String policy = ofFlavor.isEmpty() ? text(properties, "hw_cpu_policy") : ofFlavor;
            boolean random = extra("hw_rng:allowed").equals("true") && properties.has("hw_rng_model");
            String ofImage = text(properties, "hw_vif_multiqueue_enabled");
            boolean queues = isTrue(ofImage.isEmpty() ? extra("hw:vif_multiqueue_enabled") : ofImage);
            MachineOptions plain = InventoryReader.plain();
            return plain.with()
                    .dedicatedCpus(Fact.of(
                            policy.equals("dedicated"),
                            ofFlavor.isEmpty() ? origin("hw_cpu_policy") : "hw:cpu_policy of the flavor"))
                    .isolatedEmulator(Fact.of(
                            extra("hw:emulator_threads_policy").equals("isolate"),
                            "hw:emulator_threads_policy of the flavor"))
                    .inputs(
                            properties.has("hw_pointer_model")
                                    ? Fact.of(List.of("tablet on usb"), "hw_pointer_model" + of())
                                    : Fact.unknown("the image names no hw_pointer_model, and a template may have one"))
                    .graphics(Fact.of(!text(properties, "hw_video_model").equals("none"), origin("hw_video_model")))
                    .rng(random ? Fact.of(true, "hw_rng:allowed of the flavor, hw_rng_model" + of()) : plain.rng())
                    .multiQueue(
                            queues
                                    ? Fact.of(
                                            true,
                                            ofImage.isEmpty()
                                                    ? "hw:vif_multiqueue_enabled of the flavor"
                                                    : "hw_vif_multiqueue_enabled" + of())
                                    : plain.multiQueue())
                    .build();
        }

        private String extra(String name) {
            return text(flavor.path("extraSpecs"), name);
        }

        private static boolean isTrue(String text) {
            return Set.of("1", "t", "true").contains(text.toLowerCase(Locale.ROOT));
        }

        private Fact<Long> ram() {
            Fact<Long> mib = size(flavor, "ram");
            return mib.isKnown() || mib.unreadable()
                    ? mib.map(number -> number << 20)
                    : Fact.positive(0L, "flavor's ram");
        }

        /** Nova takes what the image says, else what the flavor says, and chooses the rest itself. */
        private Fact<Integer> topology(String of) {
            String ofImage = text(properties, "hw_cpu_" + of);
            String said = ofImage.isEmpty() ? text(flavor.path("extraSpecs"), "hw:cpu_" + of) : ofImage;
            String origin = ofImage.isEmpty() ? "hw:cpu_" + of + " of the flavor" : "hw_cpu_" + of + of();
            if (said.matches("[1-9]\\d{0,4}")) {
                return Fact.of(Integer.valueOf(said), origin);
            }
            return said.matches("|0|-1")
                    ? Fact.unknown("neither image nor flavor names the number of CPU " + of)
                    : Fact.unreadable(origin + " is \"" + said + "\", not a whole number");
        }

        /** The disk of the image comes first, since the machine boots from it. */
        private List<SourceVm.Disk> disks() {
            Fact<String> bus = Fact.of(
                    BUSES.getOrDefault(text(properties, "hw_disk_bus"), SourceVm.VIRTIO), "hw_disk_bus of the image");
            List<SourceVm.Disk> disks = new ArrayList<>();
            if (!image.isEmpty()) {
                disks.add(SourceVmDiskBuilder.builder()
                        .name("image " + image)
                        .identity(image)
                        .storage(SourceVm.Disk.IMAGE_STORE)
                        .capacityBytes(Fact.unknown("the inventory tells the size of the image, and not of its disk"))
                        .shared(Fact.of(false, "a disk of an image is its machine's own"))
                        .bootable(Fact.of(true, "imageID"))
                        .bus(bus)
                        .options(DiskOptions.ofSerial(Fact.of(image, "imageID")))
                        .build());
            }
            volumes(vm).flatMap(id -> volume(id, bus).stream()).forEach(disks::add);
            return disks;
        }

        private Optional<SourceVm.Disk> volume(String id, Fact<String> bus) {
            JsonNode volume = cloud.volumes().get(id);
            if (volume == null) {
                problems.add("volume " + id + " is not among those that the inventory shows");
                return Optional.empty();
            }
            String type = text(volume, "volumeType");
            return Optional.of(SourceVmDiskBuilder.builder()
                    .name(id)
                    .identity(id)
                    .storage(only("volume " + id, "volume type", type, cloud.volumeTypes()))
                    .capacityBytes(size(volume, "size").map(gib -> gib * GIB))
                    .shared(Fact.of(volume.path("multiattach").asBoolean(), "multiattach"))
                    .bootable(Fact.of(image.isEmpty() && volume.path("bootable").asBoolean(), "bootable"))
                    .bus(bus)
                    .options(DiskOptions.ofSerial(Fact.of(id, "id of the volume")))
                    .build());
        }

        /** Disks that the flavor adds without a volume. */
        private List<String> scratch() {
            return Stream.of("ephemeral", "swap")
                    .filter(kind -> flavor.path(kind).asLong() > 0)
                    .map(kind -> kind + " disk of " + flavor.path(kind).asLong()
                            + (kind.equals("swap") ? " MiB" : " GiB") + " of the flavor")
                    .toList();
        }

        /** Floating addresses are left out, since each belongs to a NIC that has a fixed address. */
        private List<SourceVm.Nic> nics() {
            Fact<String> model = property("hw_vif_model").map(name -> MODELS.getOrDefault(name, SourceVm.VIRTIO));
            return vm.path("addresses").properties().stream()
                    .flatMap(net -> items(net.getValue())
                            .filter(a -> !text(a, "OS-EXT-IPS:type").equals("floating"))
                            .map(a -> text(a, "OS-EXT-IPS-MAC:mac_addr"))
                            .distinct()
                            .map(mac -> new SourceVm.Nic(
                                    mac, only("NIC " + mac, "network", net.getKey(), cloud.networks()), model, false)))
                    .toList();
        }

        /** The first id of a name; the others become its namesakes. Without any there is a problem and an empty id. */
        private String only(String whose, String what, String name, Map<String, List<String>> idsByName) {
            List<String> ids = idsByName.getOrDefault(name, List.of());
            if (ids.isEmpty()) {
                problems.add(whose
                        + (name.isEmpty()
                                ? " has no " + what
                                : " has " + what + " " + name + ", which the inventory does not show"));
                return "";
            }
            if (ids.size() > 1) {
                namesakes.put(ids.get(0), ids.subList(1, ids.size()));
            }
            return ids.get(0);
        }
    }
}
