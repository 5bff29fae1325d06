package mtv.sandbox.mtv.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import mtv.sandbox.work.Key;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * All objects of a kind, kept up to date by a watch. It shows what was written through it at once: a turn that follows
 * its own write by milliseconds would otherwise do its work twice.
 */
public final class ObjectCache<T extends HasMetadata> implements AutoCloseable {

    private static final int TRIES = 3;

    private final KubernetesClient client;
    private final Class<T> type;
    private final SharedIndexInformer<T> informer;
    private final Map<Key, T> written = new ConcurrentHashMap<>();
    private final List<Consumer<T>> onChange = new CopyOnWriteArrayList<>();
    private final List<Consumer<T>> onSpec = new CopyOnWriteArrayList<>();

    public ObjectCache(KubernetesClient client, Class<T> type) {
        this.client = client;
        this.type = type;
        this.informer = client.resources(type).inAnyNamespace().runnableInformer(0);
        informer.addEventHandler(new Events());
    }

    /** Listeners come first, then this; done when the first list is in. */
    public CompletableFuture<Void> start() {
        return informer.start().toCompletableFuture();
    }

    /** Called on every change, deletion included. */
    public void onChange(Consumer<T> listener) {
        onChange.add(listener);
    }

    /** Called on creation, deletion and a new generation: not for the controller's own status. */
    public void onSpecChange(Consumer<T> listener) {
        onSpec.add(listener);
    }

    /** What the watch has not shown is asked for: it may have been created a moment ago. */
    public Optional<T> get(Key key) {
        if (key.name() == null) {
            return Optional.empty();
        }
        Optional<T> seen = newer(written.get(key), informer.getStore().getByKey(key.toString()));
        return seen.isPresent()
                ? seen
                : Optional.ofNullable(client.resources(type)
                        .inNamespace(key.namespace())
                        .withName(key.name())
                        .get());
    }

    public List<T> list() {
        return informer.getStore().list().stream()
                .map(object -> newer(written.get(Key.of(object)), object).orElseThrow())
                .toList();
    }

    /**
     * Writes the status of an object that somebody else may have edited in the meantime: its status has one writer, so
     * the newest object gets it.
     */
    public void writeStatus(T seen, Consumer<T> edit) {
        T base = seen;
        for (int attempt = 1;
                base != null
                        && base.getMetadata().getUid().equals(seen.getMetadata().getUid());
                attempt++) {
            T copy = client.getKubernetesSerialization().clone(base);
            edit.accept(copy);
            try {
                T stored = client.resource(copy).updateStatus();
                written.put(Key.of(stored), stored);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return;
                }
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == TRIES) {
                    throw e;
                }
                base = client.resource(seen).get();
            }
        }
    }

    /** Unless it says what the object says already. */
    public static <S, R extends CustomResource<?, S>> void report(ObjectCache<R> cache, R seen, S status) {
        if (!status.equals(seen.getStatus())) {
            cache.writeStatus(seen, copy -> copy.setStatus(status));
        }
    }

    private Optional<T> newer(T mine, T seen) {
        if (mine == null || seen == null) {
            return Optional.ofNullable(mine == null ? seen : mine);
        }
        return Optional.of(version(mine) > version(seen) ? mine : seen);
    }

    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    @Override
    public void close() {
        informer.stop();
    }

    private final class Events implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            tell(object, true);
        }

        @Override
        public void onUpdate(T before, T object) {
            written.computeIfPresent(Key.of(object), (key, mine) -> version(mine) > version(object) ? mine : null);
            tell(
                    object,
                    !Objects.equals(
                            before.getMetadata().getGeneration(),
                            object.getMetadata().getGeneration()));
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            written.remove(Key.of(object));
            tell(object, true);
        }

        private void tell(T object, boolean spec) {
            onChange.forEach(listener -> listener.accept(object));
            if (spec) {
                onSpec.forEach(listener -> listener.accept(object));
            }
        }
    }
}
