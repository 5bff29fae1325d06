package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.cluster.Cluster;

import java.util.List;
import java.util.Locale;

/** Kinds that are read as they are: the suite never writes one. */
public enum ObservedKind {
    VIRTUAL_MACHINE("kubevirt.io", "v1", "VirtualMachine", true),
    INSTANCE("kubevirt.io", "v1", "VirtualMachineInstance", true),
    DATA_VOLUME("cdi.kubevirt.io", "v1beta1", "DataVolume", true),
    STORAGE_PROFILE("cdi.kubevirt.io", "v1beta1", "StorageProfile", false),
    /** MTV's own, since release 2.12. */
    CONVERSION("forklift.konveyor.io", "v1beta1", "Conversion", true);

    private final ResourceDefinitionContext context;

    ObservedKind(String group, String version, String kind, boolean namespaced) {
        context = new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(namespaced)
                .build();
    }

    public ResourceDefinitionContext context() {
        return context;
    }

    public MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            on(Cluster cluster) {
        return cluster.client().genericKubernetesResources(context);
    }

    /** In all namespaces; a bystander need not know the kind, and then has none. */
    List<GenericKubernetesResource> labelled(Cluster cluster, String label, String value) {
        try {
            return on(cluster).inAnyNamespace().withLabel(label, value).list().getItems();
        } catch (KubernetesClientException e) {
            if (Cluster.isAbsent(e)) {
                return List.of();
            }
            throw e;
        }
    }
}
