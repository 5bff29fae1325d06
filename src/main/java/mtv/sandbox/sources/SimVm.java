package mtv.sandbox.sources;

import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Map;

/**
 * One source virtual machine as its platform has it at one moment. Memory in MiB, disk capacity in bytes. What a
 * platform does not know is empty or 0.
 *
 * @param namespace of an openshift source
 * @param uuid BIOS uuid
 * @param folder in which people find it: a vSphere folder, which is empty for the datacenter's own, an oVirt cluster,
 *     an OpenStack project
 * @param cpus sockets times cores; threads are counted per core and come on top
 * @param firmware {@code bios} or {@code efi}
 * @param guestId the platform's id of the operating system, such as {@code rhel8_64Guest} or {@code rhel_9x64}
 * @param flavor id of the OpenStack flavor
 * @param image id of the OpenStack image it was booted from; empty when it boots from a volume
 * @param file the OVA file it lies in
 * @param addresses as the guest or the platform has set them up, whether or not the tools report them
 * @param snapshots ids, oldest first; those that a migration makes are among them
 * @param changeTracking changed block tracking, without which a warm migration from vSphere is refused
 * @param revision grows with every change
 * @param shown fields that the inventory shows of it beyond or instead of the ordinary ones
 */
@RecordBuilder
public record SimVm(
        String id,
        String namespace,
        String name,
        String uuid,
        String host,
        String folder,
        PowerState power,
        int cpus,
        int coresPerSocket,
        int threads,
        int memoryMib,
        String firmware,
        boolean secureBoot,
        boolean tpm,
        String guestId,
        String guestName,
        Tools tools,
        String flavor,
        String image,
        String file,
        List<Disk> disks,
        List<Nic> nics,
        List<Address> addresses,
        List<String> snapshots,
        boolean changeTracking,
        boolean template,
        int revision,
        Map<String, Object> shown)
        implements SimVmBuilder.With {

    public SimVm {
        namespace = orEmpty(namespace);
        flavor = orEmpty(flavor);
        image = orEmpty(image);
        file = orEmpty(file);
        threads = Math.max(1, threads);
        coresPerSocket = Math.max(1, coresPerSocket);
        tools = tools == null ? Tools.installed : tools;
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        snapshots = snapshots == null ? List.of() : List.copyOf(snapshots);
        revision = Math.max(1, revision);
        shown = shown == null ? Map.of() : Map.copyOf(shown);
    }

    /** In vSphere's words; the inventory translates them for the others. */
    public enum PowerState {
        poweredOn,
        poweredOff,
        suspended
    }

    /** The guest's tools or agent; installed ones run when the machine does. */
    public enum Tools {
        installed,
        notRunning,
        notInstalled
    }

    /** Whether a disk is a file or volume of the platform, or a LUN that is passed through. */
    public enum StorageType {
        image,
        lun
    }

    /**
     * @param id the platform's own: a device key, a uuid, or {@code namespace/claim} of an openshift source
     * @param file backing file, such as {@code [ds-1] web/web.vmdk}; empty where disks are no files
     * @param storage id of the datastore, storage domain, volume type, share or storage class it lies on
     * @param mode vSphere's word: {@code persistent}, or {@code independent_persistent} for a disk without snapshots
     * @param changeTracking changed block tracking of this disk
     */
    @RecordBuilder
    public record Disk(
            String id,
            int key,
            int controllerKey,
            int unitNumber,
            String bus,
            String file,
            String storage,
            long capacity,
            String serial,
            boolean shared,
            boolean bootable,
            StorageType storageType,
            String mode,
            boolean changeTracking)
            implements SimVmDiskBuilder.With {

        public Disk {
            mode = mode == null ? "persistent" : mode;
        }
    }

    /**
     * @param network id of the network; {@code pod} for the pod network of an openshift source
     * @param profile id of the oVirt vNIC profile that leads there
     * @param model such as {@code vmxnet3} or {@code virtio}
     * @param pciAddress empty where the inventory does not tell it
     * @param unplugged whether it is not plugged in when the machine starts
     */
    @RecordBuilder
    public record Nic(
            String id,
            int deviceKey,
            int order,
            String mac,
            String network,
            String profile,
            String model,
            String pciAddress,
            boolean unplugged)
            implements SimVmNicBuilder.With {

        /** Of which no more is known. */
        public Nic(String id, int deviceKey, int order, String mac, String network, String profile, String model) {
            this(id, deviceKey, order, mac, network, profile, model, "", false);
        }
    }

    /**
     * @param origin the platform's word: {@code manual} or {@code dhcp}, in OpenStack {@code fixed} or {@code floating}
     */
    public record Address(String mac, String ip, int prefix, String gateway, List<String> dns, String origin) {}

    /** Whether the guest's tools run: only then it reports its addresses. */
    public boolean toolsRunning() {
        return power == PowerState.poweredOn && tools == Tools.installed;
    }

    /** The addresses that the guest reports at this moment. */
    public List<Address> guestNetworks() {
        return toolsRunning() ? addresses : List.of();
    }

    public int sockets() {
        return cpus / coresPerSocket;
    }

    /** By the guest id: MTV treats Windows guests apart in several places. */
    public boolean windows() {
        return guestId.startsWith("win");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
