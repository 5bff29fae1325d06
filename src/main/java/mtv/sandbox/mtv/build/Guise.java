package mtv.sandbox.mtv.build;

import mtv.sandbox.source.SimVm;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the parts of a machine become, by the type of its source. A machine of an openshift source keeps its parts and
 * so is not here.
 */
enum Guise {
    VSPHERE("vol-%1$d", SimVm::uuid, Map.of(), Set.of(Keeps.SECURE_BOOT, Keeps.TPM)),
    OVIRT(
            "%2$s",
            SimVm::id,
            Map.of("virtio_scsi", "scsi", "sata", "sata", "ide", "sata"),
            Set.of(Keeps.UUID, Keeps.THREADS, Keeps.NIC_MODEL, Keeps.BOOT_FLAG)),
    /** The product goes through a map of networks and takes the first address of each. */
    OPENSTACK(
            "vol-%2$s",
            vm -> "",
            Map.of("ide", "sata", "scsi", "scsi"),
            Set.of(Keeps.THREADS, Keeps.BOOT_FLAG, Keeps.ONE_NIC_PER_NETWORK)),
    OVA("vol-%1$d", SimVm::uuid, Map.of(), Set.of(Keeps.SECURE_BOOT));

    private final String volume;
    private final Function<SimVm, String> serial;
    private final Map<String, String> buses;
    private final Set<Keeps> keeps;

    Guise(String volume, Function<SimVm, String> serial, Map<String, String> buses, Set<Keeps> keeps) {
        this.volume = volume;
        this.serial = serial;
        this.buses = buses;
        this.keeps = keeps;
    }

    /** What not every type hands on. */
    enum Keeps {
        SECURE_BOOT,
        TPM,
        /** The machine's id becomes the firmware's. */
        UUID,
        THREADS,
        NIC_MODEL,
        /** The disk that is marked on the source boots, not the first. */
        BOOT_FLAG,
        ONE_NIC_PER_NETWORK
    }

    boolean keeps(Keeps what) {
        return keeps.contains(what);
    }

    String volume(DiskOnTheWay disk) {
        return String.format(Locale.ROOT, volume, disk.index(), disk.source());
    }

    /** Of the firmware; empty for none. */
    String serial(SimVm vm) {
        return serial.apply(vm);
    }

    String bus(DiskOnTheWay disk) {
        return buses.getOrDefault(disk.disk().bus(), "virtio");
    }
}
