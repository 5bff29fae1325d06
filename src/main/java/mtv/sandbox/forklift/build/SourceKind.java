package mtv.sandbox.forklift.build;

import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVmDiskBuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The differences between migrations by the type of their source. The form of the machine is in {@code manifests.json}.
 */
public enum SourceKind {
    VSPHERE(true, true, CopyByV2v.COLD_TO_HOST, Transfer.VDDK, Transfer.VDDK, disk -> Disks.baseFile(disk.file())),
    OVIRT(true, false, CopyByV2v.NEVER, Transfer.OVIRT, Transfer.IMAGEIO, SimVm.Disk::id),
    OPENSTACK(false, false, CopyByV2v.NEVER, Transfer.OPENSTACK, Transfer.OPENSTACK, SimVm.Disk::id),
    OVA(false, true, CopyByV2v.ALWAYS, Transfer.BLANK, Transfer.BLANK, SimVm.Disk::file),
    HYPERV(false, true, CopyByV2v.ALWAYS, Transfer.BLANK, Transfer.BLANK, SimVm.Disk::id),
    OPENSHIFT(false, false, CopyByV2v.NEVER, Transfer.HTTP, Transfer.HTTP, SimVm.Disk::id);

    static final String GLANCE = "glance";

    private static final String IMAGE = "forklift-migration-vm-";

    private static final Map<String, String> VSPHERE_LOGIN =
            Map.of("user", "accessKeyId", "password", "secretKey", "cacert", "cacert", "ca.crt", "cacert");
    private static final Map<String, String> OVIRT_LOGIN = Map.of("user", "accessKeyId", "password", "secretKey");

    private final boolean warm;
    private final boolean converts;
    private final CopyByV2v copiedByV2v;
    private final Transfer coldToHost;
    private final Transfer otherwise;
    private final Function<SimVm.Disk, String> source;

    SourceKind(
            boolean warm,
            boolean converts,
            CopyByV2v copiedByV2v,
            Transfer coldToHost,
            Transfer otherwise,
            Function<SimVm.Disk, String> source) {
        this.warm = warm;
        this.converts = converts;
        this.copiedByV2v = copiedByV2v;
        this.coldToHost = coldToHost;
        this.otherwise = otherwise;
        this.source = source;
    }

    /** When virt-v2v copies the disks itself, in place of CDI or a populator. */
    public enum CopyByV2v {
        NEVER,
        ALWAYS,
        /** For cold migrations to MTV's own cluster, unless the guest is not converted or shared disks stay. */
        COLD_TO_HOST
    }

    public static SourceKind of(PlatformType type) {
        return valueOf(type.name());
    }

    /** Whether machines can be copied while they run. */
    public boolean warm() {
        return warm;
    }

    /** The login for CDI and virt-v2v, which have other names for the keys of a Provider's Secret. */
    public Map<String, String> login(Map<String, String> secret) {
        Map<String, String> names = this == VSPHERE ? VSPHERE_LOGIN : this == OVIRT ? OVIRT_LOGIN : Map.of();
        Map<String, String> login = new TreeMap<>();
        secret.forEach((key, value) -> Optional.ofNullable(names.get(key)).ifPresent(name -> login.put(name, value)));
        return login;
    }

    /** Whether each network gets one NIC only: MTV takes the first address of each, unless it is floating. */
    boolean takesOneNicPerNetwork() {
        return this == OPENSTACK;
    }

    /** Whether virt-v2v changes the guest. */
    public boolean converts() {
        return converts;
    }

    public CopyByV2v copiedByV2v() {
        return copiedByV2v;
    }

    /** Whether the number of its disk is written on each volume. */
    boolean numbersVolumes() {
        return this == VSPHERE || this == OPENSHIFT;
    }

    public Transfer transfer(boolean byV2v, boolean coldToItsHost) {
        return byV2v ? Transfer.BLANK : coldToItsHost ? coldToHost : otherwise;
    }

    /** The disks in the order of their numbers, which on vSphere follows bus, controller and unit. */
    public List<MigratedDisk> disks(SimVm vm, Catalog catalog) {
        List<SimVm.Disk> ordered = new ArrayList<>(vm.disks());
        if (this == VSPHERE) {
            ordered.sort(Disks.BY_BUS);
        }
        List<MigratedDisk> disks = new ArrayList<>();
        catalog.images().stream()
                .filter(image -> image.id().equals(vm.image()))
                .forEach(image -> disks.add(snapshot(vm, image)));
        for (SimVm.Disk disk : ordered) {
            String name = source.apply(disk);
            String task = this == OPENSTACK ? IMAGE + vm.id() + "-volume-" + name : name;
            boolean copied = this != OVIRT || disk.storageType() == SimVm.StorageType.image;
            disks.add(new MigratedDisk(disks.size(), name, task, disk, copied));
        }
        return disks;
    }

    /** The image that OpenStack makes of the VM's own disk, beside its volumes. Its volume type is Glance. */
    private static MigratedDisk snapshot(SimVm vm, Catalog.Image image) {
        SimVm.Disk disk = SimVmDiskBuilder.builder()
                .id(image.id())
                .bus("virtio")
                .file("")
                .storage(GLANCE)
                .capacity(image.size())
                .serial("")
                .bootable(vm.disks().stream().noneMatch(SimVm.Disk::bootable))
                .storageType(SimVm.StorageType.image)
                .build();
        return new MigratedDisk(0, image.id(), IMAGE + vm.id(), disk, true);
    }
}
