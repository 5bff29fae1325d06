package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.model.ResourceKind;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.Informer;
import mtv.sandbox.controller.ObjectChange;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.store.Store;

import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The cluster as a controller works with it: it sees what is there at any moment, and writes to the API, one request
 * each.
 */
final class VirtClient implements AutoCloseable {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    /** The kinds that these controllers follow. */
    private static final Set<ResourceKind> FOLLOWED = EnumSet.of(
            ResourceKind.VIRTUAL_MACHINE,
            ResourceKind.VIRTUAL_MACHINE_INSTANCE,
            ResourceKind.DATA_VOLUME,
            ResourceKind.DATA_SOURCE,
            ResourceKind.INSTANCETYPE,
            ResourceKind.CLUSTER_INSTANCETYPE,
            ResourceKind.STORAGE_PROFILE,
            ResourceKind.PERSISTENT_VOLUME_CLAIM,
            ResourceKind.PERSISTENT_VOLUME,
            ResourceKind.STORAGE_CLASS,
            ResourceKind.POD,
            ResourceKind.VIRTUAL_MACHINE_EXPORT,
            ResourceKind.JOB,
            ResourceKind.OVIRT_VOLUME_POPULATOR,
            ResourceKind.OPENSTACK_VOLUME_POPULATOR);

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<ResourceKind, Informer<GenericKubernetesResource>> replicas = new EnumMap<>(ResourceKind.class);
    private final Map<String, Instant> met = new ConcurrentHashMap<>();

    /** @param client whose rights its writes have */
    VirtClient(Store store, KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        for (ResourceKind kind : FOLLOWED) {
            replicas.put(
                    kind,
                    new Informer<>(
                            store,
                            client.getKubernetesSerialization(),
                            kind.resource(),
                            GenericKubernetesResource.class));
            forget(kind, met::remove);
        }
    }

    /** Empty when nobody here follows such objects. */
    static Optional<ResourceKind> followed(String kind) {
        return ResourceKind.named(kind).filter(FOLLOWED::contains);
    }

    void start() {
        replicas.values().forEach(Informer::start);
    }

    /** See {@link Informer#follow}. */
    void follow(ResourceKind kind, Consumer<ObjectChange<GenericKubernetesResource>> follower) {
        replicas.get(kind).follow(follower);
    }

    /** Every change of such an object has it looked at. */
    void feed(ResourceKind kind, Controller queue) {
        follow(kind, change -> queue.enqueue(change.key()));
    }

    /** Gets the uid of every such object that is gone. */
    void forget(ResourceKind kind, Consumer<String> forget) {
        follow(kind, change -> {
            if (change.gone()) {
                forget.accept(change.object().getMetadata().getUid());
            }
        });
    }

    /** When a controller asked this of the object for the first time, which is when it was created. */
    Instant since(GenericKubernetesResource object) {
        return met.computeIfAbsent(object.getMetadata().getUid(), uid -> clock.instant());
    }

    Optional<GenericKubernetesResource> find(ResourceKind kind, String namespace, String name) {
        return replicas.get(kind).find(new ObjectKey(namespace, name));
    }

    /** One that is there and not on its way out. */
    Optional<GenericKubernetesResource> find(ResourceKind kind, ObjectKey key) {
        return replicas.get(kind)
                .find(key)
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null);
    }

    /** See {@link Informer#index}. */
    void index(ResourceKind kind, String index, Function<GenericKubernetesResource, List<String>> keys) {
        replicas.get(kind).index(index, keys);
    }

    Stream<GenericKubernetesResource> indexed(ResourceKind kind, String index, String key) {
        return replicas.get(kind).indexed(index, key);
    }

    Stream<GenericKubernetesResource> all(ResourceKind kind) {
        return replicas.get(kind).all();
    }

    /** Empty when it is there already: another turn was faster. */
    Optional<GenericKubernetesResource> create(ResourceKind kind, ObjectMeta metadata, Map<String, ?> content) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(kind.apiVersion());
        object.setKind(kind.kind());
        object.setMetadata(metadata);
        content.forEach(object::setAdditionalProperty);
        try {
            return Optional.of(kind.on(client).resource(object).create());
        } catch (KubernetesClientException e) {
            return emptyWhen(HttpURLConnection.HTTP_CONFLICT, e);
        }
    }

    /** Does nothing when the object is gone. */
    void patch(ResourceKind kind, GenericKubernetesResource object, Map<String, ?> patch) {
        merge(kind.on(client).resource(object), patch);
    }

    void patchStatus(ResourceKind kind, GenericKubernetesResource object, Map<String, ?> status) {
        merge(kind.on(client).resource(object).subresource("status"), Map.of("status", status));
    }

    private void merge(EditReplacePatchable<GenericKubernetesResource> object, Map<String, ?> patch) {
        try {
            object.patch(MERGE, client.getKubernetesSerialization().asJson(patch));
        } catch (KubernetesClientException e) {
            emptyWhen(HttpURLConnection.HTTP_NOT_FOUND, e);
        }
    }

    /** The very object that was seen, not one that took its name since. */
    void delete(ResourceKind kind, GenericKubernetesResource object) {
        find(kind, ObjectKey.of(object))
                .filter(now ->
                        now.getMetadata().getUid().equals(object.getMetadata().getUid()))
                .ifPresent(now -> kind.on(client).resource(now).delete());
    }

    Optional<String> namespaceLabel(String namespace, String label) {
        return Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(object -> object.getMetadata().getLabels())
                .map(labels -> labels.get(label));
    }

    static OwnerReference owner(GenericKubernetesResource owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    /** Whether this owner made it. */
    static boolean owns(GenericKubernetesResource owner, GenericKubernetesResource object) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()));
    }

    static Map<String, String> annotations(GenericKubernetesResource object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    /** A list of the object, empty when absent. */
    static List<Map<String, Object>> list(GenericKubernetesResource object, Object... path) {
        List<Map<String, Object>> list = object.get(path);
        return list == null ? List.of() : list;
    }

    /** A text of the object, empty when absent. */
    static String text(GenericKubernetesResource object, Object... path) {
        Object value = object.get(path);
        return value == null ? "" : value.toString();
    }

    private static <T> Optional<T> emptyWhen(int code, KubernetesClientException e) {
        if (e.getCode() != code) {
            throw e;
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        replicas.values().forEach(Informer::close);
    }
}
