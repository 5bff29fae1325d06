package mtv.provider.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static mtv.provider.inventory.InventoryReader.byId;
import static mtv.provider.inventory.InventoryReader.count;
import static mtv.provider.inventory.InventoryReader.flag;
import static mtv.provider.inventory.InventoryReader.items;
import static mtv.provider.inventory.InventoryReader.positive;
import static mtv.provider.inventory.InventoryReader.size;
import static mtv.provider.inventory.InventoryReader.text;

/** Reads oVirt's inventory: a NIC names its network by a profile, and an attachment its storage by a disk or a LUN. */
final class OvirtReader implements InventoryReader {

    /** The buses that KubeVirt has for oVirt's; all others become virtio. */
    private static final Map<String, String> BUSES = Map.of("virtio_scsi", "scsi", "sata", "sata", "ide", "sata");

    private static final Map<String, String> BOOTLOADERS =
            Map.of("i440fx_sea_bios", "bios", "q35_sea_bios", "bios", "q35_ovmf", "efi", "q35_secure_boot", "efi");

    /** Operating systems that do not start without one. */
    private static final Set<String> WITH_TPM = Set.of("windows_2022", "windows_11");

    private static final String OF_CLUSTER = "cluster_default";
    private static final String CLUSTERS = "clusters";

    @Override
    public List<String> collections() {
        return List.of("vms", "disks", "nicprofiles");
    }

    @Override
    public List<String> more(Map<String, JsonNode> lists) {
        boolean byCluster =
                items(lists.get("vms")).anyMatch(vm -> text(vm, "bios").equals(OF_CLUSTER));
        return byCluster ? List.of(CLUSTERS) : List.of();
    }

    @Override
    public String storages() {
        return "storagedomains";
    }

    @Override
    public List<SourceVm> vms(Map<String, JsonNode> lists) {
        Map<String, JsonNode> disks = byId(lists.get("disks"));
        Map<String, JsonNode> profiles = byId(lists.get("nicprofiles"));
        Map<String, JsonNode> clusters = byId(lists.get(CLUSTERS));
        return items(lists.get("vms"))
                .map(vm ->
                        vm(vm, disks, profiles, clusters.getOrDefault(text(vm, "cluster"), MissingNode.getInstance())))
                .toList();
    }

    private static SourceVm vm(
            JsonNode vm, Map<String, JsonNode> disks, Map<String, JsonNode> profiles, JsonNode cluster) {
        Fact<Integer> cpus = ForeignField.of(vm, "cpuSockets")
                .whole(0)
                .and(ForeignField.of(vm, "cpuCores").whole(0), (sockets, cores) -> sockets * cores)
                .and(ForeignField.of(vm, "cpuThreads").whole(1), (cores, threads) -> cores * Math.max(1, threads));
        String id = text(vm, "id");
        String bios = text(vm, "bios").equals(OF_CLUSTER) ? text(cluster, "biosType") : text(vm, "bios");
        String serial = text(vm, "serialNumber");
        List<String> problems = new ArrayList<>();
        return SourceVmBuilder.builder()
                .id(id)
                .name(text(vm, "name"))
                .path(text(vm, "path"))
                .tree(InventoryReader.with(
                        vm, "disks", items(vm.path("diskAttachments")).map(a -> disks.get(text(a, "disk")))))
                .power(VmPower.of(text(vm, "status"), "status", Set.of("up", "powering_up"), Set.of("down")))
                .cpus(positive(cpus, "cpuSockets * cpuCores * cpuThreads"))
                .sockets(count(vm, "cpuSockets", 0))
                .cores(count(vm, "cpuCores", 0))
                .threads(count(vm, "cpuThreads", 0))
                .cpuModel(Fact.text(text(vm, "customCpuModel").replaceFirst(",.*", ""), "customCpuModel"))
                .clock(Fact.text(text(vm, "timezone"), "timezone").map(KubeVirtClock::in))
                .tpm(tpm(vm))
                .options(options(vm))
                .memoryBytes(size(vm, "memory"))
                .bootloader(bootloader(bios))
                .secureBoot(Fact.of(bios.equals("q35_secure_boot"), "bios"))
                .machineType(Fact.unknown("KubeVirt has one type of machine for all of oVirt's"))
                .firmwareUuid(Fact.of(id, "id"))
                .serial(serial.isEmpty() ? Fact.of(id, "id") : Fact.of(serial, "serialNumber"))
                .reachable(items(vm.path("nics"))
                        .flatMap(nic -> items(nic.path("ipAddress")))
                        .map(address -> text(address, "address"))
                        .filter(address -> !address.isEmpty())
                        .distinct()
                        .toList())
                .guestOs(text(vm, "osType") + " " + text(vm, "guestName"))
                .snapshots(
                        vm.has("snapshots")
                                ? Fact.of(
                                        items(vm.path("snapshots"))
                                                .map(s -> text(s, "id"))
                                                .collect(Collectors.toSet()),
                                        "snapshots")
                                : Fact.unknown("the inventory does not tell the snapshots"))
                .disks(items(vm.path("diskAttachments"))
                        .map(a -> disk(a, Optional.ofNullable(disks.get(text(a, "disk"))), problems))
                        .toList())
                .nics(items(vm.path("nics"))
                        .map(n -> nic(n, Optional.ofNullable(profiles.get(text(n, "profile"))), problems))
                        .toList())
                .problems(problems)
                .build();
    }

    /** oVirt has machines with a TPM, but its API does not tell them; MTV goes by the operating system. */
    private static Fact<Boolean> tpm(JsonNode vm) {
        String system = text(vm, "osType");
        boolean needed = WITH_TPM.contains(system);
        return needed || !SourceVm.isWindows(system)
                ? Fact.of(needed, "osType")
                : Fact.unknown("MTV adds no TPM for osType " + system + ", and a template may");
    }

    private static MachineOptions options(JsonNode vm) {
        return InventoryReader.plain()
                .with()
                .cpuFeatures(Fact.of(features(text(vm, "customCpuModel")), "customCpuModel"))
                .dedicatedCpus(Fact.of(text(vm, "cpuPinningPolicy").equals("dedicated"), "cpuPinningPolicy"))
                .persistentTpm(tpm(vm))
                .build();
    }

    /** A custom model is a name and flags behind it: {@code Cascadelake-Server,+vmx,-hle}. */
    private static Map<String, String> features(String model) {
        return Stream.of(model.split(","))
                .skip(1)
                .collect(Collectors.toMap(
                        flag -> flag.replaceFirst("^[+-]", ""),
                        flag -> flag.startsWith("-") ? "disable" : MachineOptions.REQUIRED,
                        (a, b) -> b,
                        TreeMap::new));
    }

    private static Fact<String> bootloader(String bios) {
        return Optional.ofNullable(BOOTLOADERS.get(bios))
                .map(known -> Fact.of(known, "bios"))
                .orElse(Fact.unknown(bios.isEmpty() ? "bios is empty" : "bios " + bios + " is not known"));
    }

    private static SourceVm.Disk disk(JsonNode attachment, Optional<JsonNode> known, List<String> problems) {
        String id = text(attachment, "disk");
        JsonNode disk = known.orElse(MissingNode.getInstance());
        boolean lun = text(disk, "storageType").equals("lun");
        String domain = lun ? "" : text(disk, "storageDomain");
        if (!lun && domain.isEmpty()) {
            problems.add("disk " + id
                    + (known.isEmpty() ? " is not among those that the inventory shows" : " is on no storage domain"));
        }
        return SourceVmDiskBuilder.builder()
                .name(id)
                .identity(id)
                .storage(domain)
                .direct(lun)
                .capacityBytes(lun ? sizeOfLun(disk) : size(disk, "provisionedSize"))
                .shared(Fact.of(disk.path("shared").asBoolean(), "shared"))
                .bootable(Fact.of(attachment.path("bootable").asBoolean(), "bootable"))
                .bus(Fact.text(text(attachment, "interface"), "interface")
                        .map(bus -> BUSES.getOrDefault(bus, SourceVm.VIRTIO)))
                .options(DiskOptions.ofSerial(
                        lun ? Fact.unknown("MTV gives a LUN no serial of its own") : Fact.of(id, "id of the disk")))
                .build();
    }

    private static Fact<Long> sizeOfLun(JsonNode disk) {
        JsonNode unit = items(disk.at("/lunStorage/LogicalUnits/logicalUnit"))
                .findFirst()
                .orElse(MissingNode.getInstance());
        Fact<Long> size = size(unit, "size");
        return size.unreadable() ? size : Fact.positive(size.value().orElse(0L), "size of the LUN");
    }

    private static SourceVm.Nic nic(JsonNode nic, Optional<JsonNode> profile, List<String> problems) {
        boolean passThrough =
                profile.filter(p -> p.path("passThrough").asBoolean()).isPresent();
        String network = profile.map(p -> text(p, "network")).orElse("");
        if (network.isEmpty()) {
            problems.add(("NIC " + text(nic, "name") + " " + text(nic, "mac")).strip() + " has "
                    + profileless(text(nic, "profile"), profile.isPresent()));
        }
        return new SourceVm.Nic(
                text(nic, "mac"),
                network,
                passThrough
                        ? Fact.unknown("a device of the host has no model")
                        : Fact.text(text(nic, "interface"), "interface"),
                passThrough,
                flag(nic, "plugged"),
                null,
                null);
    }

    private static String profileless(String profile, boolean known) {
        if (profile.isEmpty()) {
            return "no vNIC profile, so that it is on no network";
        }
        return "vNIC profile " + profile
                + (known ? ", which leads to no network" : ", which the inventory does not show");
    }
}
