package mtv.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All objects of one kind as their cluster has them at this moment. It is what a controller knows by its watch, without
 * the watch: no request, no delay, and so no time between a change and the work that follows from it. What it gives out
 * is shared and must not be changed.
 */
public final class Informer<T extends HasMetadata> implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();

    private final Store store;
    private final String resource;
    private final Function<ObjectNode, T> reader;
    private final NavigableMap<String, Copy> copies = new ConcurrentSkipListMap<>();
    private final List<Consumer<ObjectChange<T>>> followers = new CopyOnWriteArrayList<>();
    private final Map<String, Index> indexes = new ConcurrentHashMap<>();
    private Store.Subscription subscription = () -> {};

    /** @param resource plural and group, as in {@code plans.forklift.konveyor.io} */
    public Informer(Store store, KubernetesSerialization serialization, String resource, Class<T> type) {
        this(store, serialization, resource, type, UnaryOperator.identity());
    }

    /** @param complete adds what a reader relies on to an object; what it is given is shared */
    public Informer(
            Store store,
            KubernetesSerialization serialization,
            String resource,
            Class<T> type,
            UnaryOperator<ObjectNode> complete) {
        this.store = store;
        this.resource = resource;
        this.reader = object -> serialization.convertValue(
                complete.apply(JsonNodeFactory.instance.objectNode().setAll(object)), type);
    }

    /** The followers get everything that exists, then everything that happens. */
    public void start() {
        subscription = store.watchAll(resource, this::accept);
    }

    /** Called as it happens, while the cluster waits: followers must only hand on. To be called before the start. */
    public void follow(Consumer<ObjectChange<T>> follower) {
        followers.add(follower);
    }

    public Optional<T> find(ObjectKey key) {
        return key.name() == null
                ? Optional.empty()
                : Optional.ofNullable(copies.get(path(key))).map(Copy::object);
    }

    /** The object as it is stored, as {@link #find} has read it; missing when there is none. */
    public JsonNode stored(ObjectKey key) {
        Copy copy = copies.get(path(key));
        return copy == null ? MissingNode.getInstance() : copy.stored;
    }

    /** By namespace and name; without those that cannot be read, which are nobody's trouble but their own. */
    public Stream<T> all() {
        return copies.values().stream().map(Copy::readable).flatMap(Optional::stream);
    }

    /** Finds by what an object uses, and not only by its name; to be called before the start. */
    public void index(String name, Function<T, List<String>> keys) {
        indexes.put(name, new Index(keys));
    }

    public Stream<T> indexed(String index, String key) {
        return indexes.get(index).paths(key).stream()
                .map(copies::get)
                .filter(Objects::nonNull)
                .map(Copy::readable)
                .flatMap(Optional::stream);
    }

    private void accept(Event event) {
        String namespace = Meta.namespace(event.object());
        ObjectKey key = new ObjectKey(namespace.isEmpty() ? null : namespace, Meta.name(event.object()));
        Copy copy = new Copy(event.object());
        boolean gone = event.type() == Event.Type.DELETED;
        Copy before = gone ? copies.remove(path(key)) : copies.put(path(key), copy);
        boolean wanted = gone || before == null || !before.wants(copy);
        indexes.values().forEach(index -> guarded(key, () -> index.put(path(key), gone ? null : copy)));
        ObjectChange<T> change = new ObjectChange<>(key, wanted, gone, copy::object);
        followers.forEach(follower -> guarded(key, () -> follower.accept(change)));
    }

    /** A reader that cannot read an object disturbs neither its writer nor other readers. */
    private void guarded(ObjectKey key, Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            LOG.warn("{} {} was not understood", resource, key, e);
        }
    }

    private static String path(ObjectKey key) {
        return (key.namespace() == null ? "" : key.namespace()) + "/" + key.name();
    }

    @Override
    public void close() {
        subscription.close();
    }

    /** Most states of an object are never looked at, so it is read when it is. */
    private final class Copy {

        private final ObjectNode stored;
        private volatile T object;

        Copy(ObjectNode stored) {
            this.stored = stored;
        }

        /** Whether the other says the same of what is wanted; a kind that has no generation is looked at itself. */
        boolean wants(Copy other) {
            JsonNode generation = stored.path("metadata").path("generation");
            return generation.isMissingNode()
                    ? wish().equals(other.wish())
                    : generation.equals(other.stored.path("metadata").path("generation"));
        }

        private ObjectNode wish() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .<ObjectNode>setAll(stored)
                    .without(List.of("metadata", "status"));
        }

        Optional<T> readable() {
            try {
                return Optional.of(object());
            } catch (IllegalArgumentException e) {
                LOG.debug("{} {} cannot be read: {}", resource, Meta.name(stored), e.getMessage());
                return Optional.empty();
            }
        }

        T object() {
            if (object == null) {
                object = reader.apply(stored);
            }
            return object;
        }
    }

    private final class Index {

        private final Function<T, List<String>> keys;
        private final Map<String, List<String>> keysByPath = new HashMap<>();
        private final Map<String, Set<String>> pathsByKey = new HashMap<>();

        Index(Function<T, List<String>> keys) {
            this.keys = keys;
        }

        synchronized Set<String> paths(String key) {
            return Set.copyOf(pathsByKey.getOrDefault(key, Set.of()));
        }

        /** @param copy null for an object that is gone */
        synchronized void put(String path, Copy copy) {
            keysByPath
                    .getOrDefault(path, List.of())
                    .forEach(key -> pathsByKey.get(key).remove(path));
            List<String> now = copy == null ? List.of() : keys.apply(copy.object());
            now.forEach(key ->
                    pathsByKey.computeIfAbsent(key, fresh -> new TreeSet<>()).add(path));
            keysByPath.put(path, now);
        }
    }
}
