package mtv.provider;

import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Locale;

/**
 * A source VM as MTV's inventory has it, in one shape for every source type.
 *
 * @param sockets 0 when the source does not tell; cores likewise, per socket
 * @param memoryBytes 0 when the source does not tell
 * @param disks in the order in which MTV numbers them: bus, controller, unit
 * @param nics in the source's order
 */
@RecordBuilder
public record SourceVm(
        String id,
        String name,
        boolean poweredOn,
        int sockets,
        int cores,
        long memoryBytes,
        String guestOs,
        List<Disk> disks,
        List<Nic> nics)
        implements SourceVmBuilder.With {

    /**
     * @param name for people: file or id of the disk
     * @param storage id of the datastore, storage domain, volume type or storage class
     * @param capacityBytes 0 when the source does not tell
     */
    public record Disk(String name, String storage, long capacityBytes) {}

    /** @param network id of the source network */
    public record Nic(String mac, String network) {}

    /** By the guest's name, as MTV decides it. */
    public boolean isWindows() {
        return guestOs.toLowerCase(Locale.ROOT).contains("win");
    }
}
