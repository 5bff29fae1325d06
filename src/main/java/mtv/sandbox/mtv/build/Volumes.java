package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.model.StorageDestination;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    private static final String FORKLIFT = "forklift.konveyor.io/v1beta1";
    private static final int FILESYSTEM_OVERHEAD_PERCENT = 10;

    /** In the order in which they are to be created. */
    public List<GenericKubernetesResource> of(DiskOnTheWay disk, StorageDestination destination) {
        if (!populated()) {
            return List.of(dataVolume(disk, destination));
        }
        GenericKubernetesResource populator =
                object(FORKLIFT, transfer.populator(), new ObjectMetaBuilder().withName(populatorName(disk)));
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        transfer.write(spec, origin, disk);
        populator.setAdditionalProperty("spec", spec);
        List<GenericKubernetesResource> objects = new ArrayList<>(List.of(populator));
        objects.add(claim(disk, destination));
        return objects;
    }

    /** Whether a populator fills claims that nobody else makes. */
    public boolean populated() {
        return transfer.populator() != null;
    }

    private String populatorName(DiskOnTheWay disk) {
        return names.source().id() + "-" + disk.index() + "-"
                + labels.get("migration").substring(0, 8);
    }

    private GenericKubernetesResource dataVolume(DiskOnTheWay disk, StorageDestination destination) {
        GenericKubernetesResource volume = object("cdi.kubevirt.io/v1beta1", "DataVolume", named(disk));
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        transfer.write(spec.putObject("source"), origin, disk);
        storage(
                spec.putObject("storage"),
                destination,
                Disks.mebibytes(disk.disk().capacity()));
        volume.setAdditionalProperty("spec", spec);
        return volume;
    }

    /** A file system takes a part of its volume for itself. */
    private GenericKubernetesResource claim(DiskOnTheWay disk, StorageDestination destination) {
        GenericKubernetesResource claim = object(
                "v1",
                "PersistentVolumeClaim",
                named(disk).addToLabels(transfer == Transfer.OVIRT ? "diskID" : "imageID", disk.source()));
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        long mebibytes = Disks.mebibytes(disk.disk().capacity());
        boolean files = destination.volumeMode() == StorageDestination.VolumeMode.FILESYSTEM;
        storage(spec, destination, files ? mebibytes * 100 / (100 - FILESYSTEM_OVERHEAD_PERCENT) + 1 : mebibytes);
        spec.putObject("dataSourceRef")
                .put("apiGroup", "forklift.konveyor.io")
                .put("kind", transfer.populator())
                .put("name", populatorName(disk));
        claim.setAdditionalProperty("spec", spec);
        return claim;
    }

    private static void storage(ObjectNode storage, StorageDestination destination, long mebibytes) {
        storage.put("storageClassName", destination.storageClass());
        if (destination.accessMode() != null) {
            storage.putArray("accessModes").addPOJO(destination.accessMode());
        }
        if (destination.volumeMode() != null) {
            storage.putPOJO("volumeMode", destination.volumeMode());
        }
        storage.putObject("resources").putObject("requests").put("storage", mebibytes + "Mi");
    }

    private ObjectMetaBuilder named(DiskOnTheWay disk) {
        String name = names.claim(disk);
        ObjectMetaBuilder metadata = new ObjectMetaBuilder()
                .withAnnotations(labels)
                .addToAnnotations(annotations)
                .addToAnnotations(DISK_SOURCE, disk.source())
                .addToAnnotations(DISK_INDEX, String.valueOf(disk.index()))
                .addToAnnotations("cdi.kubevirt.io/storage.bind.immediate.requested", "true")
                .addToAnnotations("cdi.kubevirt.io/storage.deleteAfterCompletion", "false");
        return names.generated() ? metadata.withGenerateName(name + "-") : metadata.withName(name);
    }

    private GenericKubernetesResource object(String apiVersion, String kind, ObjectMetaBuilder metadata) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(apiVersion);
        object.setKind(kind);
        object.setMetadata(metadata.addToLabels(labels).build());
        return object;
    }
}
