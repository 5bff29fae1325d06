package mtv.sandbox.source;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What MTV reads of a cluster, named as in its inventory. */
public enum ClusterCollection {
    namespaces("", "v1", "Namespace", "namespaces", false),
    storageclasses("storage.k8s.io", "v1", "StorageClass", "storageclasses", false),
    networkattachmentdefinitions(
            "k8s.cni.cncf.io", "v1", "NetworkAttachmentDefinition", "network-attachment-definitions", true),
    instancetypes(
            "instancetype.kubevirt.io", "v1beta1", "VirtualMachineInstancetype", "virtualmachineinstancetypes", true),
    clusterinstancetypes(
            "instancetype.kubevirt.io",
            "v1beta1",
            "VirtualMachineClusterInstancetype",
            "virtualmachineclusterinstancetypes",
            false),
    persistentvolumeclaims("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
    datavolumes("cdi.kubevirt.io", "v1beta1", "DataVolume", "datavolumes", true),
    kubevirts("kubevirt.io", "v1", "KubeVirt", "kubevirts", true),
    vms("kubevirt.io", "v1", "VirtualMachine", "virtualmachines", true),
    instances("kubevirt.io", "v1", "VirtualMachineInstance", "virtualmachineinstances", true);

    private final ResourceDefinitionContext kind;

    ClusterCollection(String group, String version, String kind, String plural, boolean namespaced) {
        this.kind = new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    /** Empty for a name that is no collection; the instances of machines are shown with them. */
    public static Optional<ClusterCollection> named(String name) {
        return Arrays.stream(values())
                .filter(collection ->
                        collection != instances && collection.name().equals(name))
                .findFirst();
    }

    public boolean isNamespaced() {
        return kind.isNamespaceScoped();
    }

    /** All of them, on the whole cluster. */
    public List<GenericKubernetesResource> in(KubernetesClient cluster) {
        return cluster.genericKubernetesResources(kind).inAnyNamespace().list().getItems();
    }

    /** Those of one namespace. */
    public List<GenericKubernetesResource> in(KubernetesClient cluster, String namespace) {
        return cluster.genericKubernetesResources(kind)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    /** One of those that are in no namespace. */
    public Optional<GenericKubernetesResource> named(KubernetesClient cluster, String name) {
        return Optional.ofNullable(
                cluster.genericKubernetesResources(kind).withName(name).get());
    }

    /** A change to one of them, as JSON merge patch. */
    void patch(KubernetesClient cluster, String namespace, String name, String change) {
        cluster.genericKubernetesResources(kind)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }
}
