package mtv.sandbox.mtv.runtime;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds of other products that MTV makes and reads; named here because it should not have to discover them. */
public final class Kinds {

    public static final ResourceDefinitionContext VIRTUAL_MACHINE =
            namespaced("kubevirt.io", "v1", "VirtualMachine", "virtualmachines");
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
    public static final ResourceDefinitionContext CLUSTER_VERSION =
            clusterScoped("config.openshift.io", "v1", "ClusterVersion", "clusterversions");
    public static final ResourceDefinitionContext FORKLIFT_CONTROLLER =
            namespaced("forklift.konveyor.io", "v1beta1", "ForkliftController", "forkliftcontrollers");

    private Kinds() {}

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
