package mtv.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The objects of a cluster. What it gives out is shared and must not be changed; a change is a new object that takes
 * the place of the one it was made from, so that two writers never overwrite each other unseen.
 *
 * <p>Watchers and observers are called in the order of versions, inside the lock: they must only hand on.
 */
public final class Store {

    private static final int HISTORY_PER_KIND = 4_000;

    private final Map<String, Table> tables = new HashMap<>();
    private final List<Consumer<Event>> observers = new CopyOnWriteArrayList<>();
    private long version = 1;

    /** One moment of a kind: all its objects, and the version to watch from. */
    public record Snapshot(List<ObjectNode> objects, long version) {}

    /** Ends a watch. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    public synchronized Optional<ObjectNode> get(Key key) {
        return Optional.ofNullable(table(key.resource()).get(key));
    }

    /** @param namespace empty for all */
    public synchronized Snapshot list(String resource, String namespace) {
        return new Snapshot(table(resource).list(namespace), version);
    }

    /**
     * Puts an object, which from then on belongs to the store.
     *
     * @param expected what {@link #get} or {@link #list} gave the writer; null for nothing
     * @return false when something else is there, and nothing was changed
     */
    public synchronized boolean put(Key key, ObjectNode expected, ObjectNode next) {
        return replace(expected == null ? Event.Type.ADDED : Event.Type.MODIFIED, key, expected, next);
    }

    /** Like {@link #put}, for a deletion; watchers get the last state. */
    public synchronized boolean remove(Key key, ObjectNode expected, ObjectNode last) {
        return replace(Event.Type.DELETED, key, expected, last);
    }

    /**
     * Sends everything after that version, in order.
     *
     * @return empty when so much happened since that the history no longer has all of it
     */
    public synchronized Optional<Subscription> watch(String resource, long after, Consumer<Event> watcher) {
        Table table = table(resource);
        if (!table.remembers(after)) {
            return Optional.empty();
        }
        table.watch(after, watcher);
        return Optional.of(() -> unwatch(table, watcher));
    }

    /** Sends what is there as additions, then everything that happens. */
    public synchronized Subscription watchAll(String resource, Consumer<Event> watcher) {
        Table table = table(resource);
        for (ObjectNode object : table.list("")) {
            Key key = new Key(resource, Meta.namespace(object), Meta.name(object));
            watcher.accept(new Event(Event.Type.ADDED, key, version, object, null));
        }
        table.watch(version, watcher);
        return () -> unwatch(table, watcher);
    }

    /** Reports every change of every kind, for as long as the store lives. */
    public void observe(Consumer<Event> observer) {
        observers.add(observer);
    }

    /** Drops all history: a watch from an older version then fails, as after etcd's compaction. */
    public synchronized void compact() {
        version++;
        tables.values().forEach(table -> table.forget(version));
    }

    public synchronized long version() {
        return version;
    }

    private boolean replace(Event.Type type, Key key, ObjectNode expected, ObjectNode next) {
        Table table = table(key.resource());
        if (table.get(key) != expected) {
            return false;
        }
        version++;
        Meta.of(next).put("resourceVersion", Long.toString(version));
        Event event = new Event(type, key, version, new Stored(next, expected), expected);
        table.apply(event);
        observers.forEach(observer -> observer.accept(event));
        return true;
    }

    private synchronized void unwatch(Table table, Consumer<Event> watcher) {
        table.unwatch(watcher);
    }

    private Table table(String resource) {
        return tables.computeIfAbsent(resource, name -> new Table(HISTORY_PER_KIND));
    }
}
