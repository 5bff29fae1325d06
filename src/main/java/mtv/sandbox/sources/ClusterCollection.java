package mtv.sandbox.sources;

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
    namespaces("", "v1", "Namespace", false),
    storageclasses("storage.k8s.io", "v1", "StorageClass", false),
    networkattachmentdefinitions("k8s.cni.cncf.io", "v1", "NetworkAttachmentDefinition", true),
    instancetypes("instancetype.kubevirt.io", "v1beta1", "VirtualMachineInstancetype", true),
    clusterinstancetypes("instancetype.kubevirt.io", "v1beta1", "VirtualMachineClusterInstancetype", false),
    persistentvolumeclaims("", "v1", "PersistentVolumeClaim", true),
    datavolumes("cdi.kubevirt.io", "v1beta1", "DataVolume", true),
    kubevirts("kubevirt.io", "v1", "KubeVirt", true),
    vms("kubevirt.io", "v1", "VirtualMachine", true),
    instances("kubevirt.io", "v1", "VirtualMachineInstance", true);

    private final ResourceDefinitionContext kind;

    ClusterCollection(String group, String version, String kind, boolean namespaced) {
        this.kind = new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                // the only one that is not the kind's name in lower case
                .withPlural(kind.equals("NetworkAttachmentDefinition") ? "network-attachment-definitions" : null)
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
