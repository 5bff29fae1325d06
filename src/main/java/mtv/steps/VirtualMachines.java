package mtv.steps;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.cluster.Cluster;

/** KubeVirt's VirtualMachines, and what their disks are made by, read as they are: the suite never writes one. */
final class VirtualMachines {

    static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder()
            .withGroup("kubevirt.io")
            .withVersion("v1")
            .withKind("VirtualMachine")
            .withPlural("virtualmachines")
            .withNamespaced(true)
            .build();

    static final ResourceDefinitionContext DATA_VOLUMES = new ResourceDefinitionContext.Builder()
            .withGroup("cdi.kubevirt.io")
            .withVersion("v1beta1")
            .withKind("DataVolume")
            .withPlural("datavolumes")
            .withNamespaced(true)
            .build();

    private VirtualMachines() {}

    static MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            of(Cluster cluster) {
        return cluster.client().genericKubernetesResources(CONTEXT);
    }
}
