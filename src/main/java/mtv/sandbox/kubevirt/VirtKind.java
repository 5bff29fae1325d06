package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

import java.util.Arrays;
import java.util.Optional;

/** The kinds that these controllers follow. */
enum VirtKind {
    VM("kubevirt.io", "v1", "VirtualMachine", true),
    VMI("kubevirt.io", "v1", "VirtualMachineInstance", true),
    DATA_VOLUME("cdi.kubevirt.io", "v1beta1", "DataVolume", true),
    STORAGE_PROFILE("cdi.kubevirt.io", "v1beta1", "StorageProfile", false),
    CLAIM("", "v1", "PersistentVolumeClaim", true),
    VOLUME("", "v1", "PersistentVolume", false),
    STORAGE_CLASS("storage.k8s.io", "v1", "StorageClass", false),
    POD("", "v1", "Pod", true),
    EXPORT("export.kubevirt.io", "v1beta1", "VirtualMachineExport", true),
    JOB("batch", "v1", "Job", true),
    OVIRT_POPULATOR("forklift.konveyor.io", "v1beta1", "OvirtVolumePopulator", true),
    OPENSTACK_POPULATOR("forklift.konveyor.io", "v1beta1", "OpenstackVolumePopulator", true);

    final String apiVersion;
    final String kind;
    public final ResourceDefinitionContext context;
    /** As the store calls it. */
    final String resource;

    VirtKind(String group, String version, String kind, boolean namespaced) {
        this.apiVersion = group.isEmpty() ? version : group + "/" + version;
        this.kind = kind;
        this.context = new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withNamespaced(namespaced)
                .build();
        this.resource = context.getPlural() + (group.isEmpty() ? "" : "." + group);
    }

    /** Empty when nobody here follows such objects. */
    static Optional<VirtKind> named(String kind) {
        return Arrays.stream(values()).filter(each -> each.kind.equals(kind)).findFirst();
    }
}
