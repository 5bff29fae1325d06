package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Provider;
import mtv.sandbox.source.ClusterCollection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cluster: its objects as they are, read at each request. A restricted host Provider is read with the caller's token,
 * and shows its own namespace only, besides storage classes and the attachments of {@code default}.
 */
final class OpenShiftView implements View {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<ClusterCollection> EVERYWHERE =
            Set.of(ClusterCollection.storageclasses, ClusterCollection.clusterinstancetypes);

    private final InventoryConfig config;
    private final Callers callers;

    OpenShiftView(InventoryConfig config, Callers callers) {
        this.config = config;
        this.callers = callers;
    }

    /** The keys that everything has that is a Kubernetes object, Providers included. */
    static ObjectNode identity(HasMetadata object, String selfLink) {
        String namespace = object.getMetadata().getNamespace();
        return JSON.createObjectNode()
                .put("uid", object.getMetadata().getUid())
                .put("version", object.getMetadata().getResourceVersion())
                .put("namespace", namespace == null ? "" : namespace)
                .put("name", object.getMetadata().getName())
                .put("selfLink", selfLink)
                .put("id", object.getMetadata().getUid());
    }

    @Override
    public Optional<List<Shown>> list(Call call, String collection) {
        return ClusterCollection.named(collection)
                .map(kind -> items(call, kind, call.query().level() > 0).stream()
                        .map(Shown::of)
                        .toList());
    }

    /** Storage classes can be listed and not be got, as in the product. */
    @Override
    public Optional<JsonNode> get(Call call, String collection, String id) {
        return ClusterCollection.named(collection)
                .filter(kind -> kind != ClusterCollection.storageclasses)
                .flatMap(kind -> items(call, kind, true).stream()
                        .filter(item -> item.path("id").asText().equals(id))
                        .findFirst());
    }

    @Override
    public Optional<JsonNode> tree(Call call, String name) {
        if (!name.equals("namespace")) {
            return Optional.empty();
        }
        boolean full = call.query().level() > 0;
        ObjectNode top = View.node("", NullNode.getInstance());
        List<ObjectNode> vms = items(call, ClusterCollection.vms, full);
        for (ObjectNode namespace : items(call, ClusterCollection.namespaces, full)) {
            ObjectNode branch = View.node("Namespace", namespace);
            top.withArray("children").add(branch);
            vms.stream()
                    .filter(vm -> vm.path("namespace").equals(namespace.path("name")))
                    .forEach(vm -> branch.withArray("children").add(View.node("VM", vm)));
        }
        return Optional.of(top);
    }

    /** The pod network counts as one. */
    @Override
    public ObjectNode summary(Call call) {
        int attachments =
                read(call, ClusterCollection.networkattachmentdefinitions).size();
        ObjectNode summary = JSON.createObjectNode();
        summary.put("vmCount", read(call, ClusterCollection.vms).size());
        summary.put("networkCount", attachments + 1);
        summary.put(
                "storageClassCount",
                read(call, ClusterCollection.storageclasses).size());
        return summary;
    }

    private List<ObjectNode> items(Call call, ClusterCollection kind, boolean full) {
        Map<String, GenericKubernetesResource> instances = new HashMap<>();
        if (kind == ClusterCollection.vms && full) {
            read(call, ClusterCollection.instances).forEach(vmi -> instances.put(fullName(vmi), vmi));
        }
        List<ObjectNode> items = new ArrayList<>();
        for (GenericKubernetesResource object : read(call, kind)) {
            ObjectNode item = identity(object, link(call.provider(), kind, object));
            if (kind == ClusterCollection.vms || kind == ClusterCollection.namespaces) {
                item.put("path", fullName(object));
            }
            if (full) {
                item.set("object", JSON.valueToTree(object));
                Optional.ofNullable(instances.get(fullName(object)))
                        .ifPresent(vmi -> item.set("instance", JSON.valueToTree(vmi)));
            }
            items.add(item);
        }
        return items;
    }

    /** The link of a cluster instance type has its variable still in it, as in the product. */
    private static String link(Provider provider, ClusterCollection kind, HasMetadata object) {
        String id = kind == ClusterCollection.clusterinstancetypes
                ? ":clusterinstancetype"
                : object.getMetadata().getUid();
        return View.selfLink(provider, kind.name(), id);
    }

    private List<GenericKubernetesResource> read(Call call, ClusterCollection kind) {
        Provider provider = call.provider();
        KubernetesClient client = config.providers().isRestricted(provider)
                ? callers.client(call.caller())
                : config.providers().clusterOf(provider);
        String own = provider.getMetadata().getNamespace();
        if (!config.providers().isRestricted(provider) || EVERYWHERE.contains(kind)) {
            return kind.in(client).stream().filter(OpenShiftView::isSupported).toList();
        }
        if (kind == ClusterCollection.namespaces) {
            return kind.named(client, own).stream().toList();
        }
        return (kind == ClusterCollection.networkattachmentdefinitions ? Stream.of(own, "default") : Stream.of(own))
                .distinct()
                .flatMap(namespace -> kind.in(client, namespace).stream())
                .filter(OpenShiftView::isSupported)
                .toList();
    }

    /** Attachments that stand for a primary or a routed user-defined network are hidden. */
    private static boolean isSupported(GenericKubernetesResource object) {
        Object config = object.get("spec", "config");
        return !(config instanceof String text
                && text.contains("ovn-k8s-cni-overlay")
                && (text.matches("(?s).*\"role\"\\s*:\\s*\"primary\".*")
                        || text.matches("(?s).*\"topology\"\\s*:\\s*\"layer3\".*")));
    }

    private static String fullName(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace + "/") + object.getMetadata().getName();
    }
}
