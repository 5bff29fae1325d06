package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kinds;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Deletes what no longer has an owner, each time something happens that could have taken the last one away. */
final class Collector {

    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private static final WriteContext ITSELF =
            WriteContext.internal("system:serviceaccount:kube-system:generic-garbage-collector");

    private final Store store;
    private final Kinds kinds;
    private final Writes writes;
    private final Executor worker;
    private final Map<String, Key> living = new ConcurrentHashMap<>();
    private final Map<String, Set<Key>> dependents = new ConcurrentHashMap<>();

    Collector(Store store, Kinds kinds, Writes writes, Executor worker) {
        this.store = store;
        this.kinds = kinds;
        this.writes = writes;
        this.worker = worker;
    }

    void observe(Event event) {
        String uid = Meta.uid(event.object());
        boolean deleted = event.type() == Event.Type.DELETED;
        if (event.previous() != null) {
            Meta.owners(event.previous()).forEach(owner -> dependents(owner).remove(event.key()));
        }
        if (deleted) {
            living.remove(uid);
            release(dependents.remove(uid));
            Meta.owners(event.object()).forEach(owner -> revisit(living.get(uidOf(owner))));
            return;
        }
        living.put(uid, event.key());
        List<JsonNode> owners = Meta.owners(event.object());
        owners.forEach(owner -> dependents(owner).add(event.key()));
        if (!owners.isEmpty()) {
            release(Set.of(event.key()));
        }
        if (Meta.deleting(event.object())) {
            revisit(event.key());
        }
    }

    private Set<Key> dependents(JsonNode owner) {
        return dependents.computeIfAbsent(uidOf(owner), none -> ConcurrentHashMap.newKeySet());
    }

    private void release(Set<Key> keys) {
        if (keys != null) {
            keys.forEach(key -> worker.execute(() -> judge(key)));
        }
    }

    private void revisit(Key key) {
        if (key != null) {
            worker.execute(() -> finish(key));
        }
    }

    /** An object goes when it names owners and none of them lives. */
    private void judge(Key key) {
        store.get(key)
                .filter(object -> !Meta.deleting(object))
                .map(Meta::owners)
                .filter(owners -> !owners.isEmpty() && owners.stream().noneMatch(this::lives))
                .ifPresent(owners -> delete(key));
    }

    private boolean lives(JsonNode owner) {
        return living.containsKey(uidOf(owner));
    }

    private void delete(Key key) {
        kinds.find(key.resource()).ifPresent(kind -> writes.delete(kind, key, DeleteOptions.none(), ITSELF));
    }

    /** Does for an owner that is being deleted what its finalizer waits for. */
    private void finish(Key key) {
        ObjectNode owner = store.get(key).filter(Meta::deleting).orElse(null);
        if (owner == null) {
            return;
        }
        List<String> finalizers = Meta.finalizers(owner);
        Set<Key> owned = Set.copyOf(dependents.getOrDefault(Meta.uid(owner), Set.of()));
        if (finalizers.contains(ORPHAN)) {
            owned.forEach(dependent -> disown(dependent, Meta.uid(owner)));
            drop(key, ORPHAN);
        } else if (finalizers.contains(FOREGROUND) && owned.isEmpty()) {
            drop(key, FOREGROUND);
        } else if (finalizers.contains(FOREGROUND)) {
            owned.stream()
                    .filter(dependent ->
                            store.get(dependent).filter(Meta::deleting).isEmpty())
                    .forEach(this::delete);
        }
    }

    private void disown(Key key, String uid) {
        change(key, object -> {
            ArrayNode owners = Meta.of(object).withArrayProperty("ownerReferences");
            owners.removeIf(owner -> uid.equals(uidOf(owner)));
        });
    }

    private void drop(Key key, String finalizer) {
        change(key, object -> {
            List<String> names = Meta.finalizers(object);
            names.remove(finalizer);
            Meta.finalizers(object, names);
        });
    }

    private void change(Key key, Consumer<ObjectNode> change) {
        kinds.find(key.resource())
                .ifPresent(kind -> writes.update(
                        kind,
                        key,
                        current -> {
                            ObjectNode next = current.deepCopy();
                            change.accept(next);
                            return next;
                        },
                        ITSELF));
    }

    private static String uidOf(JsonNode owner) {
        return owner.path("uid").asText();
    }
}
