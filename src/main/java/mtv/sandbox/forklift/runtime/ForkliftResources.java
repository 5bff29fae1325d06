package mtv.sandbox.forklift.runtime;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

import java.util.Locale;
import java.util.Optional;

/** The kinds of other products that MTV makes and reads; named here because it should not have to discover them. */
public final class ForkliftResources {

    public static final ResourceDefinitionContext VIRTUAL_MACHINE =
            namespaced("kubevirt.io", "v1", "VirtualMachine", "virtualmachines");
    public static final ResourceDefinitionContext VIRTUAL_MACHINE_INSTANCE =
            namespaced("kubevirt.io", "v1", "VirtualMachineInstance", "virtualmachineinstances");
    public static final ResourceDefinitionContext DATA_VOLUME =
            namespaced("cdi.kubevirt.io", "v1beta1", "DataVolume", "datavolumes");
    public static final ResourceDefinitionContext NETWORK_ATTACHMENT =
            namespaced("k8s.cni.cncf.io", "v1", "NetworkAttachmentDefinition", "network-attachment-definitions");
    public static final ResourceDefinitionContext INSTANCE_TYPE = namespaced(
            "instancetype.kubevirt.io", "v1beta1", "VirtualMachineInstancetype", "virtualmachineinstancetypes");
    public static final ResourceDefinitionContext CLUSTER_INSTANCE_TYPE = clusterScoped(
            "instancetype.kubevirt.io",
            "v1beta1",
            "VirtualMachineClusterInstancetype",
            "virtualmachineclusterinstancetypes");
    public static final ResourceDefinitionContext EXPORT =
            namespaced("export.kubevirt.io", "v1beta1", "VirtualMachineExport", "virtualmachineexports");
    public static final ResourceDefinitionContext STORAGE_PROFILE =
            clusterScoped("cdi.kubevirt.io", "v1beta1", "StorageProfile", "storageprofiles");
    public static final ResourceDefinitionContext OVIRT_POPULATOR =
            namespaced("forklift.konveyor.io", "v1beta1", "OvirtVolumePopulator", "ovirtvolumepopulators");
    public static final ResourceDefinitionContext OPENSTACK_POPULATOR =
            namespaced("forklift.konveyor.io", "v1beta1", "OpenstackVolumePopulator", "openstackvolumepopulators");
    public static final ResourceDefinitionContext CONVERSION =
            namespaced("forklift.konveyor.io", "v1beta1", "Conversion", "conversions");
    public static final ResourceDefinitionContext CLUSTER_VERSION =
            clusterScoped("config.openshift.io", "v1", "ClusterVersion", "clusterversions");
    public static final ResourceDefinitionContext CONFIG_MAP = namespaced("", "v1", "ConfigMap", "configmaps");
    public static final ResourceDefinitionContext SERVICE_ACCOUNT =
            namespaced("", "v1", "ServiceAccount", "serviceaccounts");
    public static final ResourceDefinitionContext NAMESPACE = clusterScoped("", "v1", "Namespace", "namespaces");
    public static final ResourceDefinitionContext STORAGE_CLASS =
            clusterScoped("storage.k8s.io", "v1", "StorageClass", "storageclasses");
    public static final ResourceDefinitionContext FORKLIFT_CONTROLLER =
            namespaced("forklift.konveyor.io", "v1beta1", "ForkliftController", "forkliftcontrollers");

    private ForkliftResources() {}

    /** One object, if it is there. @param namespace of no meaning for a kind of the whole cluster */
    public static Optional<GenericKubernetesResource> find(
            KubernetesClient client, ResourceDefinitionContext kind, String namespace, String name) {
        var all = client.genericKubernetesResources(kind);
        return Optional.ofNullable(
                kind.isNamespaceScoped()
                        ? all.inNamespace(namespace).withName(name).get()
                        : all.withName(name).get());
    }

    public static boolean serviceAccountExists(KubernetesClient client, String namespace, String name) {
        return find(client, SERVICE_ACCOUNT, namespace, name).isPresent();
    }

    /** The kind of a namespaced object whose plural has nothing special. */
    public static ResourceDefinitionContext of(GenericKubernetesResource object) {
        String[] groupAndVersion = object.getApiVersion().split("/");
        boolean core = groupAndVersion.length == 1;
        return namespaced(
                core ? "" : groupAndVersion[0],
                groupAndVersion[core ? 0 : 1],
                object.getKind(),
                object.getKind().toLowerCase(Locale.ROOT) + "s");
    }

    private static ResourceDefinitionContext namespaced(String group, String version, String kind, String plural) {
        return context(group, version, kind, plural).withNamespaced(true).build();
    }

    private static ResourceDefinitionContext clusterScoped(String group, String version, String kind, String plural) {
        return context(group, version, kind, plural).withNamespaced(false).build();
    }

    private static ResourceDefinitionContext.Builder context(String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural);
    }
}
