package mtv.sandbox.source;

import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;

/**
 * One source virtual machine as the platform has it at one moment. Memory in MiB, disk capacity in bytes.
 *
 * @param uuid BIOS uuid
 * @param guestId vSphere's guest id, such as {@code rhel8_64Guest} or {@code windows2019srv_64Guest}
 * @param snapshots ids, oldest first; those that a migration makes are among them
 * @param changeTracking changed block tracking, without which a warm migration is refused
 */
@RecordBuilder
public record SimVm(
        String id,
        String name,
        String uuid,
        String host,
        String folder,
        PowerState power,
        int cpus,
        int coresPerSocket,
        int memoryMib,
        String firmware,
        boolean secureBoot,
        boolean tpm,
        String guestId,
        String guestName,
        List<Disk> disks,
        List<Nic> nics,
        List<String> snapshots,
        boolean changeTracking,
        boolean template)
        implements SimVmBuilder.With {

    /** vSphere's own words. */
    public enum PowerState {
        poweredOn,
        poweredOff,
        suspended
    }

    /** @param file datastore path, such as {@code [ds-1] web/web.vmdk} */
    public record Disk(
            int key,
            int controllerKey,
            int unitNumber,
            String bus,
            String file,
            String datastore,
            long capacity,
            String serial,
            boolean shared) {}

    /** @param ip the guest's address on this NIC, or null when the guest tells none */
    public record Nic(int deviceKey, int order, String mac, String network, String ip) {}

    /** Whether VMware Tools run in the guest: then, and only then, it tells its addresses. */
    public boolean toolsRunning() {
        return power == PowerState.poweredOn && nics.stream().anyMatch(nic -> nic.ip() != null);
    }

    /** By the guest id: MTV treats Windows guests apart in several places. */
    public boolean windows() {
        return guestId.startsWith("win");
    }
}
