package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster: its objects as they are, read at each request. A restricted host Provider is read with the caller's token,
 * and shows its own namespace only, besides storage classes and the attachments of {@code default}.
 */
final class OpenShiftView implements InventoryView {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<ClusterCollection> EVERYWHERE =
            Set.of(ClusterCollection.storageclasses, ClusterCollection.clusterinstancetypes);
    private static final Set<ClusterCollection> UNPAGED =
            Set.of(ClusterCollection.persistentvolumeclaims, ClusterCollection.datavolumes);
    /** A list of these kinds names its elements' kind once, and the product does not repeat it. */
    private static final Set<ClusterCollection> BUILT_IN = Set.of(
            ClusterCollection.namespaces, ClusterCollection.storageclasses, ClusterCollection.persistentvolumeclaims);

    private final InventoryConfig config;
    private final InventoryAuthorization callers;

    OpenShiftView(InventoryConfig config, InventoryAuthorization callers) {
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
    public boolean has(String collection) {
        return ClusterCollection.named(collection).isPresent();
    }

    @Override
    public List<JsonBytes> list(Call call, String collection) {
        return items(call, ClusterCollection.valueOf(collection), call.query().level() > 0).stream()
                .map(JsonBytes::of)
                .toList();
    }

    @Override
    public List<JsonBytes> select(Query query, String collection, List<JsonBytes> all) {
        return UNPAGED.contains(ClusterCollection.valueOf(collection)) ? all : query.paged(all.stream());
    }

    @Override
    public boolean hasTree(String name) {
        return name.equals("namespace");
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

    /** Namespaces with machines, in full; only here they and their machines have paths, and machines no instances. */
    @Override
    public JsonNode tree(Call call, String name) {
        Set<String> used = items(call, ClusterCollection.vms, false).stream()
                .map(vm -> vm.path("namespace").asText())
                .collect(Collectors.toSet());
        List<ObjectNode> vms =
                items(call.ofAll(), ClusterCollection.vms, call.query().level() > 0);
        ObjectNode top = TreeNodes.node("", NullNode.getInstance());
        for (ObjectNode namespace : items(call, ClusterCollection.namespaces, true)) {
            String its = namespace.path("name").asText();
            if (used.contains(its)) {
                ObjectNode branch = TreeNodes.node("Namespace", namespace.put("path", its));
                TreeNodes.addTo(top, branch);
                vms.stream()
                        .filter(vm -> vm.path("namespace").asText().equals(its))
                        .forEach(vm -> TreeNodes.addTo(branch, TreeNodes.node("VM", inTree(vm))));
            }
        }
        return top;
    }

    private static ObjectNode inTree(ObjectNode vm) {
        vm.remove("instance");
        return vm.put(
                "path", vm.path("namespace").asText() + "/" + vm.path("uid").asText());
    }

    /** The pod network counts as one. */
    @Override
    public ObjectNode summary(Call call) {
        int attachments = items(call, ClusterCollection.networkattachmentdefinitions, false)
                .size();
        ObjectNode summary = JSON.createObjectNode();
        summary.put("vmCount", items(call, ClusterCollection.vms, false).size());
        summary.put("networkCount", attachments + 1);
        summary.put(
                "storageClassCount",
                items(call, ClusterCollection.storageclasses, false).size());
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
            if (call.query()
                    .selects(item.path("namespace").asText(), item.path("name").asText())) {
                if (full) {
                    item.set("object", typed(kind, object));
                    Optional.ofNullable(instances.get(fullName(object)))
                            .ifPresent(vmi -> item.set("instance", typed(ClusterCollection.instances, vmi)));
                }
                items.add(item);
            }
        }
        return items;
    }

    /** As the product writes it, whose types know some fields that are always there. */
    private static ObjectNode typed(ClusterCollection kind, GenericKubernetesResource object) {
        ObjectNode json = JSON.valueToTree(object);
        if (BUILT_IN.contains(kind)) {
            json.remove(List.of("apiVersion", "kind"));
        }
        kind.complete(json);
        return json;
    }

    /** The links of instance types have their variable still in them, as in the product. */
    private static String link(Provider provider, ClusterCollection kind, HasMetadata object) {
        String id = switch (kind) {
            case instancetypes -> ":instancetype";
            case clusterinstancetypes -> ":clusterinstancetype";
            default -> object.getMetadata().getUid();
        };
        return InventoryView.selfLink(provider, kind.name(), id);
    }

    private List<GenericKubernetesResource> read(Call call, ClusterCollection kind) {
        Provider provider = call.provider();
        KubernetesClient client = config.providers().isRestricted(provider)
                ? callers.client(call.caller())
                : config.providers().clusterOf(provider);
        String own = provider.getMetadata().getNamespace();
        if (!config.providers().isRestricted(provider) || EVERYWHERE.contains(kind)) {
            return kind.kind().on(client).inAnyNamespace().list().getItems().stream()
                    .filter(OpenShiftView::isSupported)
                    .toList();
        }
        if (kind == ClusterCollection.namespaces) {
            return kind.kind().find(client, "", own).stream().toList();
        }
        return (kind == ClusterCollection.networkattachmentdefinitions ? Stream.of(own, "default") : Stream.of(own))
                .distinct()
                .flatMap(namespace -> kind.kind().on(client).inNamespace(namespace).list().getItems().stream())
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
