package mtv.sandbox.mtv.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.sandbox.store.Store;
import mtv.sandbox.work.Change;
import mtv.sandbox.work.Key;
import mtv.sandbox.work.Replica;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All objects of a kind on MTV's own cluster, as they are, and the one writer of their status. */
public final class ObjectCache<T extends HasMetadata> implements AutoCloseable {

    private static final int TRIES = 3;

    private final KubernetesClient client;
    private final Replica<T> replica;

    public ObjectCache(Store store, KubernetesClient client, Class<T> type) {
        this.client = client;
        this.replica =
                new Replica<>(store, client.getKubernetesSerialization(), HasMetadata.getFullResourceName(type), type);
    }

    public void start() {
        replica.start();
    }

    /** See {@link Replica#follow}. */
    public void onChange(Consumer<Change<T>> follower) {
        replica.follow(follower);
    }

    /** Only what is {@link Change#wanted}: not the controller's own status. */
    public void onSpecChange(Consumer<Change<T>> follower) {
        replica.follow(change -> {
            if (change.wanted()) {
                follower.accept(change);
            }
        });
    }

    public Optional<T> get(Key key) {
        return replica.find(key);
    }

    public List<T> list() {
        return replica.all().toList();
    }

    /**
     * Writes the status of an object that somebody else may have edited in the meantime: its status has one writer, so
     * the newest object gets it.
     */
    public void writeStatus(T seen, Consumer<T> edit) {
        Key key = Key.of(seen);
        Optional<T> base = Optional.of(seen);
        for (int attempt = 1; base.filter(now -> isSame(now, seen)).isPresent(); attempt++) {
            T copy = client.getKubernetesSerialization().clone(base.get());
            edit.accept(copy);
            try {
                client.resource(copy).updateStatus();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return;
                }
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == TRIES) {
                    throw e;
                }
                base = get(key);
            }
        }
    }

    /** Not one that took its name since. */
    private boolean isSame(T now, T seen) {
        return now.getMetadata().getUid().equals(seen.getMetadata().getUid());
    }

    /** Unless it says what the object says already. */
    public static <S, R extends CustomResource<?, S>> void report(ObjectCache<R> cache, R seen, S status) {
        if (!status.equals(seen.getStatus())) {
            cache.writeStatus(seen, copy -> copy.setStatus(status));
        }
    }

    @Override
    public void close() {
        replica.close();
    }
}
