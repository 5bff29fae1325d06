package mtv.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.stream.Stream;

/**
 * What a disk is besides its bus, in KubeVirt's words on both sides of a migration.
 *
 * @param device {@code disk}, {@code lun} or {@code cdrom}
 * @param serial that the guest sees
 * @param cache {@code none}, {@code writethrough} or {@code writeback}; unknown where KubeVirt chooses
 * @param reserved whether a LUN takes persistent reservations
 * @param errorPolicy what is done when it fails; unknown where KubeVirt chooses
 */
@RecordBuilder
public record DiskOptions(
        Fact<String> device, Fact<String> serial, Fact<String> cache, Fact<Boolean> reserved, Fact<String> errorPolicy)
        implements DiskOptionsBuilder.With {

    public static final String DISK = "disk";
    public static final String LUN = "lun";
    public static final String CDROM = "cdrom";

    public DiskOptions {
        device = Fact.orUnknown(device);
        serial = Fact.orUnknown(serial);
        cache = Fact.orUnknown(cache);
        reserved = Fact.orUnknown(reserved);
        errorPolicy = Fact.orUnknown(errorPolicy);
    }

    /** Of which no more is told than its serial. */
    public static DiskOptions ofSerial(Fact<String> serial) {
        return DiskOptionsBuilder.builder().serial(serial).build();
    }

    /** @param disk of a VirtualMachine's devices, as KubeVirt has it; missing when a volume is on no device */
    public static DiskOptions of(JsonNode disk) {
        String device = Stream.of(DISK, LUN, CDROM)
                .filter(kind -> !ForeignField.shown(disk.path(kind)).isEmpty())
                .findFirst()
                .orElse(DISK);
        ForeignField found = ForeignField.of(disk, device);
        return new DiskOptions(
                device(disk, device, found),
                ForeignField.of(disk, "serial").text(),
                ForeignField.of(disk, "cache").text(),
                ForeignField.of(disk, "lun.reservation").flag(false),
                ForeignField.of(disk, "errorPolicy").text());
    }

    /** A device of no kind is a disk. */
    private static Fact<String> device(JsonNode disk, String device, ForeignField found) {
        if (disk.isMissingNode()) {
            return Fact.of("none", "domain.devices.disks");
        }
        return found.isThere() && !found.value().isObject()
                ? found.unreadable("an object")
                : Fact.of(device, "device of disk " + ForeignField.shown(disk.path("name")));
    }
}
