package mtv.sandbox.forklift.build;

import mtv.sandbox.sources.SimVm;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Order, file names and sizes of a source VM's disks. */
public final class Disks {

    /** The order of vSphere's disks, which is not the order of their file names. */
    static final Comparator<SimVm.Disk> BY_BUS = Comparator.<SimVm.Disk>comparingInt(
                    disk -> Disks.BUSES.indexOf(disk.bus()))
            .thenComparingInt(SimVm.Disk::controllerKey)
            .thenComparingInt(SimVm.Disk::unitNumber)
            .thenComparingInt(SimVm.Disk::key);

    private static final List<String> BUSES = List.of("sata", "ide", "scsi", "nvme");
    private static final long MEBIBYTE = 1L << 20;
    private static final Pattern SNAPSHOT_SUFFIX = Pattern.compile("-\\d{6}(?=\\.vmdk$)");

    private Disks() {}

    /** The file name without the number that a snapshot appends. */
    public static String baseFile(String file) {
        return SNAPSHOT_SUFFIX.matcher(file).replaceFirst("");
    }

    /** The size in MiB, rounded up. */
    public static long mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE;
    }

    /** The size in bytes, rounded up to a whole MiB. */
    static long aligned(long bytes) {
        return mebibytes(bytes) * MEBIBYTE;
    }
}
