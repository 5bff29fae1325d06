package mtv.model;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds that suite and sandbox use as generic resources, in one table. Naming them here spares a client their
 * discovery, which costs requests and may be forbidden.
 */
public enum ResourceKind {
    NAMESPACE("v1", "Namespace", Scope.CLUSTER),
    NODE("v1", "Node", Scope.CLUSTER),
    PERSISTENT_VOLUME("v1", "PersistentVolume", Scope.CLUSTER),
    PERSISTENT_VOLUME_CLAIM("v1", "PersistentVolumeClaim"),
    POD("v1", "Pod"),
    SERVICE("v1", "Service"),
    SECRET("v1", "Secret"),
    CONFIG_MAP("v1", "ConfigMap"),
    SERVICE_ACCOUNT("v1", "ServiceAccount"),
    EVENT("v1", "Event"),
    RESOURCE_QUOTA("v1", "ResourceQuota"),
    DEPLOYMENT("apps/v1", "Deployment"),
    JOB("batch/v1", "Job"),
    CRON_JOB("batch/v1", "CronJob"),
    CSI_DRIVER("storage.k8s.io/v1", "CSIDriver", Scope.CLUSTER),
    STORAGE_CLASS("storage.k8s.io/v1", "StorageClass", Scope.CLUSTER),
    ROLE("rbac.authorization.k8s.io/v1", "Role"),
    ROLE_BINDING("rbac.authorization.k8s.io/v1", "RoleBinding"),
    CLUSTER_ROLE("rbac.authorization.k8s.io/v1", "ClusterRole", Scope.CLUSTER),
    CLUSTER_ROLE_BINDING("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", Scope.CLUSTER),
    CUSTOM_RESOURCE_DEFINITION("apiextensions.k8s.io/v1", "CustomResourceDefinition", Scope.CLUSTER),
    SELF_SUBJECT_ACCESS_REVIEW("authorization.k8s.io/v1", "SelfSubjectAccessReview", Scope.CLUSTER),
    SELF_SUBJECT_RULES_REVIEW("authorization.k8s.io/v1", "SelfSubjectRulesReview", Scope.CLUSTER),
    SUBJECT_ACCESS_REVIEW("authorization.k8s.io/v1", "SubjectAccessReview", Scope.CLUSTER),
    LOCAL_SUBJECT_ACCESS_REVIEW("authorization.k8s.io/v1", "LocalSubjectAccessReview"),
    SELF_SUBJECT_REVIEW("authentication.k8s.io/v1", "SelfSubjectReview", Scope.CLUSTER),
    TOKEN_REVIEW("authentication.k8s.io/v1", "TokenReview", Scope.CLUSTER),

    ROUTE("route.openshift.io/v1", "Route"),
    TEMPLATE("template.openshift.io/v1", "Template"),
    USER("user.openshift.io/v1", "User", Scope.CLUSTER),
    PROJECT("project.openshift.io/v1", "Project", Scope.CLUSTER),
    PROJECT_REQUEST("project.openshift.io/v1", "ProjectRequest", Scope.CLUSTER),
    CLUSTER_VERSION("config.openshift.io/v1", "ClusterVersion", Scope.CLUSTER),
    SECURITY_CONTEXT_CONSTRAINTS("security.openshift.io/v1", "SecurityContextConstraints", Scope.CLUSTER),
    CONSOLE_CLI_DOWNLOAD("console.openshift.io/v1", "ConsoleCLIDownload", Scope.CLUSTER),
    SUBSCRIPTION("operators.coreos.com/v1alpha1", "Subscription"),
    CLUSTER_SERVICE_VERSION("operators.coreos.com/v1alpha1", "ClusterServiceVersion"),
    NETWORK_ATTACHMENT_DEFINITION("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition"),

    VIRTUAL_MACHINE("kubevirt.io/v1", "VirtualMachine"),
    VIRTUAL_MACHINE_INSTANCE("kubevirt.io/v1", "VirtualMachineInstance"),
    KUBEVIRT("kubevirt.io/v1", "KubeVirt"),
    INSTANCETYPE("instancetype.kubevirt.io/v1beta1", "VirtualMachineInstancetype"),
    CLUSTER_INSTANCETYPE("instancetype.kubevirt.io/v1beta1", "VirtualMachineClusterInstancetype", Scope.CLUSTER),
    PREFERENCE("instancetype.kubevirt.io/v1beta1", "VirtualMachinePreference"),
    CLUSTER_PREFERENCE("instancetype.kubevirt.io/v1beta1", "VirtualMachineClusterPreference", Scope.CLUSTER),
    VIRTUAL_MACHINE_EXPORT("export.kubevirt.io/v1beta1", "VirtualMachineExport"),
    DATA_VOLUME("cdi.kubevirt.io/v1beta1", "DataVolume"),
    DATA_SOURCE("cdi.kubevirt.io/v1beta1", "DataSource"),
    STORAGE_PROFILE("cdi.kubevirt.io/v1beta1", "StorageProfile", Scope.CLUSTER),

    FORKLIFT_CONTROLLER("forklift.konveyor.io/v1beta1", "ForkliftController"),
    /** Since release 2.12. */
    CONVERSION("forklift.konveyor.io/v1beta1", "Conversion"),
    OVIRT_VOLUME_POPULATOR("forklift.konveyor.io/v1beta1", "OvirtVolumePopulator"),
    OPENSTACK_VOLUME_POPULATOR("forklift.konveyor.io/v1beta1", "OpenstackVolumePopulator");

    private enum Scope {
        NAMESPACE,
        CLUSTER
    }

    private final String apiVersion;
    private final ResourceDefinitionContext context;

    ResourceKind(String apiVersion, String kind) {
        this(apiVersion, kind, Scope.NAMESPACE);
    }

    ResourceKind(String apiVersion, String kind, Scope scope) {
        int slash = apiVersion.indexOf('/');
        this.apiVersion = apiVersion;
        this.context = new ResourceDefinitionContext.Builder()
                .withGroup(apiVersion.substring(0, Math.max(0, slash)))
                .withVersion(apiVersion.substring(slash + 1))
                .withKind(kind)
                .withPlural(plural(kind))
                .withNamespaced(scope == Scope.NAMESPACE)
                .build();
    }

    private static String plural(String kind) {
        if (kind.equals("NetworkAttachmentDefinition")) {
            return "network-attachment-definitions";
        }
        String name = kind.toLowerCase(Locale.ROOT);
        if (kind.endsWith("Constraints")) {
            return name;
        }
        return name.endsWith("s") ? name + "es" : name + "s";
    }

    /** Empty for a kind that is not in this table. No two rows have one name, whatever their groups. */
    public static Optional<ResourceKind> named(String kind) {
        return Arrays.stream(values()).filter(each -> each.kind().equals(kind)).findFirst();
    }

    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return context.getKind();
    }

    public String plural() {
        return context.getPlural();
    }

    public boolean isNamespaced() {
        return context.isNamespaceScoped();
    }

    public ResourceDefinitionContext context() {
        return context;
    }

    /** Plural and group, as in {@code virtualmachines.kubevirt.io}. */
    public String resource() {
        return context.getGroup().isEmpty() ? plural() : plural() + "." + context.getGroup();
    }

    /** All objects of this kind on a cluster. */
    public MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            on(KubernetesClient client) {
        return client.genericKubernetesResources(context);
    }

    /** One object, if it is there. @param namespace of no meaning for a kind of the whole cluster */
    public Optional<GenericKubernetesResource> find(KubernetesClient client, String namespace, String name) {
        return Optional.ofNullable(
                isNamespaced()
                        ? on(client).inNamespace(namespace).withName(name).get()
                        : on(client).withName(name).get());
    }
}
