package mtv.sandbox.inventory;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.model.Provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A cluster: its objects as they are, read at each request. */
final class OpenShiftView implements View {

    private static final Map<String, ResourceDefinitionContext> COLLECTIONS = Map.of(
            "namespaces", kind("", "v1", "Namespace", "namespaces", false),
            "storageclasses", kind("storage.k8s.io", "v1", "StorageClass", "storageclasses", false),
            "networkattachmentdefinitions",
                    kind(
                            "k8s.cni.cncf.io",
                            "v1",
                            "NetworkAttachmentDefinition",
                            "network-attachment-definitions",
                            true),
            "persistentvolumeclaims", kind("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
            "datavolumes", kind("cdi.kubevirt.io", "v1beta1", "DataVolume", "datavolumes", true),
            "vms", kind("kubevirt.io", "v1", "VirtualMachine", "virtualmachines", true));

    private final Function<Provider, KubernetesClient> clusters;

    OpenShiftView(Function<Provider, KubernetesClient> clusters) {
        this.clusters = clusters;
    }

    /** The keys that everything has that is a Kubernetes object, Providers included. */
    static Map<String, Object> identity(HasMetadata object, String selfLink) {
        Map<String, Object> json = new LinkedHashMap<>();
        String namespace = object.getMetadata().getNamespace();
        json.put("uid", object.getMetadata().getUid());
        json.put("version", object.getMetadata().getResourceVersion());
        json.put("namespace", namespace == null ? "" : namespace);
        json.put("name", object.getMetadata().getName());
        json.put("selfLink", selfLink);
        json.put("id", object.getMetadata().getUid());
        return json;
    }

    @Override
    public Set<String> basics() {
        return Set.of("uid", "version", "namespace", "name", "selfLink", "path", "id");
    }

    @Override
    public Optional<List<Map<String, Object>>> list(Provider provider, String collection) {
        return Optional.ofNullable(COLLECTIONS.get(collection))
                .map(kind -> read(provider, kind).stream()
                        .map(object -> item(provider, collection, object))
                        .toList());
    }

    /** Storage classes can be listed and not be got, as in the product. */
    @Override
    public Optional<Map<String, Object>> get(Provider provider, String collection, String id) {
        return collection.equals("storageclasses") ? Optional.empty() : View.super.get(provider, collection, id);
    }

    @Override
    public Map<String, Object> summary(Provider provider) {
        int podNetwork = 1;
        return Map.of(
                "vmCount", count(provider, "vms"),
                "networkCount", count(provider, "networkattachmentdefinitions") + podNetwork,
                "storageClassCount", count(provider, "storageclasses"));
    }

    private int count(Provider provider, String collection) {
        return read(provider, COLLECTIONS.get(collection)).size();
    }

    private List<GenericKubernetesResource> read(Provider provider, ResourceDefinitionContext kind) {
        return clusters.apply(provider)
                .genericKubernetesResources(kind)
                .inAnyNamespace()
                .list()
                .getItems();
    }

    private static Map<String, Object> item(Provider provider, String collection, GenericKubernetesResource object) {
        Map<String, Object> json = identity(
                object, View.selfLink(provider, collection, object.getMetadata().getUid()));
        String namespace = object.getMetadata().getNamespace();
        json.put(
                "path",
                (namespace == null ? "" : namespace + "/")
                        + object.getMetadata().getName());
        json.put("object", object);
        return json;
    }

    private static ResourceDefinitionContext kind(
            String group, String version, String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
