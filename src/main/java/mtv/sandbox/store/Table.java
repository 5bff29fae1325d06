package mtv.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The objects of one kind with their recent history and watchers; guarded by its {@link Store}. */
final class Table {

    private final int historyLimit;
    private final NavigableMap<String, ObjectNode> objects = new TreeMap<>();
    private final Deque<Event> history = new ArrayDeque<>();
    private final Set<Consumer<Event>> watchers = new LinkedHashSet<>();
    /** Version of the newest event that was dropped from the history. */
    private long forgotten;

    Table(int historyLimit) {
        this.historyLimit = historyLimit;
    }

    ObjectNode get(Key key) {
        return objects.get(key.path());
    }

    List<ObjectNode> list(String namespace) {
        // '0' follows '/': the range is everything that starts with the namespace and a slash
        return new ArrayList<>(
                namespace.isEmpty()
                        ? objects.values()
                        : objects.subMap(namespace + "/", namespace + "0").values());
    }

    void apply(Event event) {
        if (event.type() == Event.Type.DELETED) {
            objects.remove(event.key().path());
        } else {
            objects.put(event.key().path(), event.object());
        }
        history.addLast(event);
        if (history.size() > historyLimit) {
            forgotten = history.removeFirst().version();
        }
        watchers.forEach(watcher -> watcher.accept(event));
    }

    boolean remembers(long version) {
        return version >= forgotten;
    }

    void forget(long version) {
        history.clear();
        forgotten = version;
    }

    /** First what happened after that version, then whatever happens. */
    void watch(long after, Consumer<Event> watcher) {
        history.stream().filter(event -> event.version() > after).forEach(watcher);
        watchers.add(watcher);
    }

    void unwatch(Consumer<Event> watcher) {
        watchers.remove(watcher);
    }
}
