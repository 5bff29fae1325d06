package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param uids the labels of what populators fill
 * @param machine uuid of the source machine, by which its volumes can be found for another conversion; null where there
 *     will be none
 * @param annotations besides
 */
@RecordBuilder
public record VolumeManifests(
        TemplateNames names,
        Transfer transfer,
        Transfer.Origin origin,
        Map<String, String> labels,
        Map<String, String> uids,
        String machine,
        Map<String, String> annotations)
        implements VolumeManifestsBuilder.With {

    public static final String DISK_SOURCE = "forklift.konveyor.io/disk-source";

    /** The label with the uuid of the source VM. */
    public static final String MACHINE = "vmUUID";

    private static final String DISK_INDEX = "forklift.konveyor.io/disk-index";
    private static final int FILESYSTEM_OVERHEAD_PERCENT = 10;

    /**
     * The objects for a disk, in the order of their creation.
     *
     * @param checkpoints to which the disk is copied first; null for a copy in one go
     */
    public List<GenericKubernetesResource> of(MigratedDisk disk, StorageDestination place, ArrayNode checkpoints) {
        Map<String, Object> facts = new HashMap<>();
        String name = names.claim(disk);
        facts.put(names.generated() ? "generateName" : "name", names.generated() ? name + "-" : name);
        facts.put("labels", populated() ? populatedLabels(disk) : dataVolumeLabels(disk));
        facts.put("annotations", annotations(disk));
        facts.put("transfer", transfer);
        facts.put("origin", origin);
        facts.put("disk", disk);
        facts.put("volume", disk.disk().id().replaceFirst(".*/", ""));
        facts.put("place", place);
        facts.put("size", Quantities.binary(bytes(disk, place)));
        facts.put("checkpoints", checkpoints);
        facts.put("warm", checkpoints != null);
        facts.put("populator", transfer.populator());
        facts.put(
                "populatorName",
                names.source().id() + "-" + disk.index() + "-"
                        + uids.get("migration").substring(0, 8));
        return Stream.of(populated() ? new String[] {"populator", "claim"} : new String[] {"data-volume"})
                .map(manifest -> Manifests.object(manifest, facts))
                .toList();
    }

    /** Whether a populator fills the claims, which MTV creates itself then. */
    public boolean populated() {
        return transfer.populates();
    }

    private Map<String, String> populatedLabels(MigratedDisk disk) {
        return Labels.with(uids, transfer == Transfer.OVIRT ? "diskID" : "imageID", disk.source());
    }

    private Map<String, String> dataVolumeLabels(MigratedDisk disk) {
        Map<String, String> all = machine == null ? labels : Labels.with(labels, MACHINE, machine);
        return disk.disk().shared() && names.kind() == SourceKind.VSPHERE ? Labels.with(all, "shareable", "true") : all;
    }

    /**
     * The size of the volume. A file system takes a part of a populated volume, and the sizes of oVirt and OVA disks
     * are rounded up to a MiB.
     */
    private long bytes(MigratedDisk disk, StorageDestination place) {
        long capacity = disk.disk().capacity();
        boolean files = populated() && place.volumeMode() == StorageDestination.VolumeMode.FILESYSTEM;
        if (files) {
            return (long) Math.ceil(Disks.aligned(capacity) / (1 - FILESYSTEM_OVERHEAD_PERCENT / 100.0));
        }
        return names.kind() == SourceKind.VSPHERE || populated() ? Disks.aligned(capacity) : capacity;
    }

    /** The annotations of the volume. Populated claims do not get the labels as annotations. */
    private Map<String, String> annotations(MigratedDisk disk) {
        Map<String, String> all = new TreeMap<>(annotations);
        if (!populated()) {
            all.putAll(labels);
            all.put("cdi.kubevirt.io/storage.deleteAfterCompletion", "false");
        }
        all.put(DISK_SOURCE, disk.source());
        if (names.kind().numbersVolumes()) {
            all.put(DISK_INDEX, String.valueOf(disk.index()));
        }
        return all;
    }
}
