package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.StorageDestination;
import mtv.sandbox.mtv.runtime.Settings;
import mtv.sandbox.source.SimVm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The DataVolumes of one VM: blank ones for virt-v2v to fill, or ones that CDI fills from vSphere. */
public final class DataVolumes {

    public static final String DISK_SOURCE = "forklift.konveyor.io/disk-source";
    private static final String DISK_INDEX = "forklift.konveyor.io/disk-index";
    private static final String DEFAULT_TEMPLATE =
            "{{trunc 15 .PlanName}}-{{trunc 15 .TargetVmName}}-disk-{{.DiskIndex}}";

    private DataVolumes() {}

    /** Where CDI reads a disk. */
    public record Vddk(String url, String secret, String thumbprint, String image) {}

    /** @param vddk null for blank volumes */
    public record Request(
            String planName,
            PlanSpec plan,
            PlanVm vm,
            SimVm source,
            String targetName,
            Map<String, String> labels,
            Vddk vddk) {}

    /** In the order of the disks' numbers; disks of an unmapped datastore are left out. */
    public static List<GenericKubernetesResource> build(Request request, Mapping mapping, Settings settings) {
        List<GenericKubernetesResource> volumes = new ArrayList<>();
        List<SimVm.Disk> disks = Disks.ordered(request.source());
        for (int index = 0; index < disks.size(); index++) {
            SimVm.Disk disk = disks.get(index);
            int number = index;
            mapping.storage(disk).ifPresent(storage -> {
                GenericKubernetesResource volume = new GenericKubernetesResource();
                volume.setApiVersion("cdi.kubevirt.io/v1beta1");
                volume.setKind("DataVolume");
                volume.setMetadata(metadata(request, disk, number, settings));
                volume.setAdditionalProperty("spec", spec(request, disk, storage));
                volumes.add(volume);
            });
        }
        return volumes;
    }

    /**
     * The name of one disk's volume, without what the API server may append.
     *
     * @throws IllegalArgumentException when the template is wrong, or what it gives is no name
     */
    public static String name(Request request, int index, Settings settings) {
        SimVm.Disk disk = Disks.ordered(request.source()).get(index);
        String file = Disks.baseFile(disk.file());
        String name = NameTemplate.render(
                template(request, settings),
                Map.of(
                        "VmName", request.source().name(),
                        "TargetVmName", request.targetName(),
                        "PlanName", request.planName(),
                        "DiskIndex", index,
                        "RootDiskIndex", 0,
                        "VmId", request.source().id(),
                        "Shared", disk.shared(),
                        "FileName", file.substring(file.lastIndexOf('/') + 1)));
        if (!TargetNames.isLabel(name)) {
            throw new IllegalArgumentException("Template output is invalid k8s label [" + name + "]");
        }
        return name;
    }

    /** The VM's own, else the Plan's, else MTV's, else the product's. */
    public static String template(Request request, Settings settings) {
        for (String template : new String[] {
            request.vm().pvcNameTemplate(), request.plan().pvcNameTemplate(), settings.pvcNameTemplate()
        }) {
            if (template != null && !template.isEmpty()) {
                return template;
            }
        }
        return DEFAULT_TEMPLATE;
    }

    private static ObjectMeta metadata(Request request, SimVm.Disk disk, int index, Settings settings) {
        ObjectMetaBuilder metadata = new ObjectMetaBuilder()
                .withLabels(request.labels())
                .withAnnotations(request.labels())
                .addToAnnotations(DISK_SOURCE, Disks.baseFile(disk.file()))
                .addToAnnotations(DISK_INDEX, String.valueOf(index))
                .addToAnnotations("cdi.kubevirt.io/storage.bind.immediate.requested", "true")
                .addToAnnotations("cdi.kubevirt.io/storage.deleteAfterCompletion", "false");
        String name = name(request, index, settings);
        boolean exact = Boolean.FALSE.equals(request.plan().pvcNameTemplateUseGenerateName());
        return (exact ? metadata.withName(name) : metadata.withGenerateName(name + "-")).build();
    }

    private static ObjectNode spec(Request request, SimVm.Disk disk, StorageDestination destination) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        source(spec.putObject("source"), request, disk);
        ObjectNode storage = spec.putObject("storage").put("storageClassName", destination.storageClass());
        if (destination.accessMode() != null) {
            storage.putArray("accessModes").addPOJO(destination.accessMode());
        }
        if (destination.volumeMode() != null) {
            storage.putPOJO("volumeMode", destination.volumeMode());
        }
        storage.putObject("resources").putObject("requests").put("storage", Disks.mebibytes(disk.capacity()) + "Mi");
        return spec;
    }

    private static void source(ObjectNode source, Request request, SimVm.Disk disk) {
        Vddk vddk = request.vddk();
        if (vddk == null) {
            source.putObject("blank");
            return;
        }
        ObjectNode node = source.putObject("vddk")
                .put("backingFile", Disks.baseFile(disk.file()))
                .put("url", vddk.url())
                .put("uuid", request.source().uuid())
                .put("secretRef", vddk.secret())
                .put("thumbprint", vddk.thumbprint());
        if (!vddk.image().isEmpty()) {
            node.put("initImageURL", vddk.image());
        }
    }
}
