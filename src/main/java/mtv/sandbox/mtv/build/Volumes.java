package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.StorageDestination;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The objects that make the volumes of a VM: a DataVolume for each disk, or a populator and the claim that it fills.
 * They are found again by the annotation {@value #DISK_SOURCE}.
 *
 * @param labels of the VM's objects; as annotations they come, by CDI, to the claims as well
 * @param annotations besides
 */
public record Volumes(
        TemplateNames names,
        Transfer transfer,
        Transfer.Origin origin,
        Map<String, String> labels,
        Map<String, String> annotations) {

    public static final String DISK_SOURCE = "forklift.konveyor.io/disk-source";

    private static final String DISK_INDEX = "forklift.konveyor.io/disk-index";
    private static final int FILESYSTEM_OVERHEAD_PERCENT = 10;

    /**
     * In the order in which they are to be created.
     *
     * @param checkpoints to which the disk is copied first; null for a copy in one go
     */
    public List<GenericKubernetesResource> of(DiskOnTheWay disk, StorageDestination place, ArrayNode checkpoints) {
        Map<String, Object> facts = new HashMap<>();
        String name = names.claim(disk);
        facts.put(names.generated() ? "generateName" : "name", names.generated() ? name + "-" : name);
        facts.put("labels", labels);
        facts.put("claimLabels", Labels.with(labels, transfer == Transfer.OVIRT ? "diskID" : "imageID", disk.source()));
        facts.put("annotations", annotations(disk));
        facts.put("transfer", transfer);
        facts.put("origin", origin);
        facts.put("disk", disk);
        facts.put("volume", disk.disk().id().replaceFirst(".*/", ""));
        facts.put("place", place);
        facts.put("mebibytes", mebibytes(disk, place));
        facts.put("checkpoints", checkpoints);
        facts.put("warm", checkpoints != null);
        facts.put("populator", transfer.populator());
        facts.put(
                "populatorName",
                names.source().id() + "-" + disk.index() + "-"
                        + labels.get("migration").substring(0, 8));
        return Stream.of(populated() ? new String[] {"populator", "claim"} : new String[] {"data-volume"})
                .map(manifest -> Manifests.object(manifest, facts))
                .toList();
    }

    /** Whether a populator fills claims that nobody else makes. */
    public boolean populated() {
        return transfer.populator() != null;
    }

    /** A file system takes a part of a populated volume for itself. */
    private long mebibytes(DiskOnTheWay disk, StorageDestination place) {
        long mebibytes = Disks.mebibytes(disk.disk().capacity());
        boolean files = populated() && place.volumeMode() == StorageDestination.VolumeMode.FILESYSTEM;
        return files ? mebibytes * 100 / (100 - FILESYSTEM_OVERHEAD_PERCENT) + 1 : mebibytes;
    }

    private Map<String, String> annotations(DiskOnTheWay disk) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(annotations);
        all.put(DISK_SOURCE, disk.source());
        all.put(DISK_INDEX, String.valueOf(disk.index()));
        all.put("cdi.kubevirt.io/storage.bind.immediate.requested", "true");
        all.put("cdi.kubevirt.io/storage.deleteAfterCompletion", "false");
        return all;
    }
}
