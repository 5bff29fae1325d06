package mtv.check;

import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Optional;

/**
 * A migrated VM as KubeVirt and CDI have it, read once from lists.
 *
 * @param printableStatus KubeVirt's word for its state, empty when it has none yet
 * @param memoryBytes 0 when the VM says nothing about memory
 */
@RecordBuilder
public record DestinationVm(
        String namespace,
        String name,
        String printableStatus,
        boolean agentConnected,
        int sockets,
        int cores,
        long memoryBytes,
        List<Nic> nics,
        List<Disk> disks)
        implements DestinationVmBuilder.With {

    /**
     * @param network {@code pod}, or {@code namespace/name} of a NetworkAttachmentDefinition; empty when it has none
     */
    public record Nic(String name, String mac, String network) {}

    /**
     * @param claim name of the PersistentVolumeClaim
     * @param volume the claim as it is, or empty when it does not exist
     */
    public record Disk(String name, String claim, Optional<Volume> volume) {}

    /** @param requestedBytes what the claim asks for, which CDI derives from the source's capacity */
    public record Volume(String storageClass, long requestedBytes, String volumeMode, String phase) {}
}
