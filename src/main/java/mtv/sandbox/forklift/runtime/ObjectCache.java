package mtv.sandbox.forklift.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.apiserver.StatusWriter;
import mtv.sandbox.controller.Informer;
import mtv.sandbox.controller.ObjectChange;
import mtv.sandbox.controller.ObjectKey;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** All objects of a kind on MTV's own cluster. It is also the only writer of their status. */
public final class ObjectCache<T extends HasMetadata> implements AutoCloseable {

    private static final int TRIES = 3;

    private final KubernetesSerialization serialization;
    private final StatusWriter writer;
    private final String plural;
    private final Informer<T> replica;

    public ObjectCache(ApiServer api, KubernetesClient client, Class<T> type) {
        this(api, client, HasMetadata.getFullResourceName(type), type);
    }

    /**
     * A cache of a kind that has no class.
     *
     * @param client writes the statuses
     * @param resource plural and group
     */
    public ObjectCache(ApiServer api, KubernetesClient client, String resource, Class<T> type) {
        this.serialization = client.getKubernetesSerialization();
        this.writer = api.statusWriter(client);
        this.plural = resource.replaceFirst("\\..*", "");
        this.replica = new Informer<>(
                api.store(), serialization, resource, type, object -> MissingParts.complete(type, object));
    }

    public void start() {
        replica.start();
    }

    /** See {@link Informer#follow}. */
    public void onChange(Consumer<ObjectChange<T>> follower) {
        replica.follow(follower);
    }

    /** Follows changes of what is {@link ObjectChange#wanted}, and not those of the controller's own status. */
    public void onSpecChange(Consumer<ObjectChange<T>> follower) {
        replica.follow(change -> {
            if (change.wanted()) {
                follower.accept(change);
            }
        });
    }

    public Optional<T> get(ObjectKey key) {
        return replica.find(key);
    }

    public List<T> list() {
        return replica.all().toList();
    }

    /** See {@link Informer#index}. */
    public void index(String name, Function<T, List<String>> keys) {
        replica.index(name, keys);
    }

    /** See {@link Informer#indexed}. */
    public Stream<T> indexed(String name, String key) {
        return replica.indexed(name, key);
    }

    /**
     * Writes the status of an object, unless it is unchanged or the object was deleted. If somebody edited the object
     * in the meantime the newest version gets the status, because nobody else writes it.
     */
    public static <P, S, R extends CustomResource<P, S>> void report(ObjectCache<R> cache, R seen, S status) {
        Optional<R> base = Optional.of(seen).filter(object -> !status.equals(object.getStatus()));
        for (int attempt = 1; base.filter(now -> isSame(now, seen)).isPresent(); attempt++) {
            try {
                cache.writer.write(cache.plural, cache.tree(base.get(), status));
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return;
                }
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == TRIES) {
                    throw e;
                }
                base = cache.get(ObjectKey.of(seen));
            }
        }
    }

    /** Whether both are the same object, and not two of one name. */
    private static boolean isSame(HasMetadata now, HasMetadata seen) {
        return now.getMetadata().getUid().equals(seen.getMetadata().getUid());
    }

    /** What is written of an object with another status. The rest is as it is stored, and need not be written anew. */
    private ObjectNode tree(T object, Object status) {
        JsonNode stored = replica.stored(ObjectKey.of(object));
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        if (stored instanceof ObjectNode known) {
            tree.setAll(known);
        }
        tree.put("apiVersion", object.getApiVersion()).put("kind", object.getKind());
        ObjectNode metadata =
                stored.path("metadata") instanceof ObjectNode known ? known.deepCopy() : tree.objectNode();
        metadata.put("name", object.getMetadata().getName())
                .put("namespace", object.getMetadata().getNamespace())
                .put("uid", object.getMetadata().getUid())
                .put("resourceVersion", object.getMetadata().getResourceVersion());
        tree.set("metadata", metadata);
        return tree.set("status", new StatusTree(serialization, stored).of(status));
    }

    @Override
    public void close() {
        replica.close();
    }
}
