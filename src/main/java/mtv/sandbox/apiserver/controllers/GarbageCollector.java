package mtv.sandbox.apiserver.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.DeleteOptions;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Meta;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Deletes what no longer has an owner, each time something happens that could have taken the last one away. */
public final class GarbageCollector {

    private final ControllerContext context;
    private final Map<String, Key> living = new ConcurrentHashMap<>();
    private final Map<String, Set<Key>> dependents = new ConcurrentHashMap<>();

    public GarbageCollector(ControllerContext context) {
        this.context = context.as("kube-system:generic-garbage-collector");
    }

    public void observe(Event event) {
        String uid = Meta.uid(event.object());
        boolean deleted = event.type() == Event.Type.DELETED;
        List<JsonNode> before = event.previous() == null ? List.of() : Meta.owners(event.previous());
        before.forEach(owner -> dependents(owner).remove(event.key()));
        if (deleted) {
            living.remove(uid);
            release(dependents.remove(uid));
            Meta.owners(event.object()).forEach(owner -> revisit(living.get(uidOf(owner))));
            return;
        }
        living.put(uid, event.key());
        List<JsonNode> owners = Meta.owners(event.object());
        owners.forEach(owner -> dependents(owner).add(event.key()));
        // what an owner that is being deleted waits for may be done by others
        before.stream().filter(owner -> !owners.contains(owner)).forEach(owner -> revisit(living.get(uidOf(owner))));
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
            keys.forEach(key -> context.later(() -> judge(key)));
        }
    }

    private void revisit(Key key) {
        if (key != null) {
            context.later(() -> finish(key));
        }
    }

    /** An object goes when it names owners and none of them lives. */
    private void judge(Key key) {
        context.find(key)
                .filter(object -> !Meta.deleting(object))
                .map(Meta::owners)
                .filter(owners -> !owners.isEmpty() && owners.stream().noneMatch(this::lives))
                .ifPresent(owners -> context.delete(key));
    }

    private boolean lives(JsonNode owner) {
        return living.containsKey(uidOf(owner));
    }

    /** Does for an owner that is being deleted what its finalizer waits for. */
    private void finish(Key key) {
        ObjectNode owner = context.find(key).filter(Meta::deleting).orElse(null);
        if (owner == null) {
            return;
        }
        List<String> finalizers = Meta.finalizers(owner);
        Set<Key> owned = Set.copyOf(dependents.getOrDefault(Meta.uid(owner), Set.of()));
        if (finalizers.contains(DeleteOptions.ORPHAN)) {
            owned.forEach(dependent -> disown(dependent, Meta.uid(owner)));
            context.change(key, object -> Meta.release(object, DeleteOptions.ORPHAN));
        } else if (finalizers.contains(DeleteOptions.FOREGROUND) && owned.isEmpty()) {
            context.change(key, object -> Meta.release(object, DeleteOptions.FOREGROUND));
        } else if (finalizers.contains(DeleteOptions.FOREGROUND)) {
            owned.stream()
                    .filter(dependent ->
                            context.find(dependent).filter(Meta::deleting).isEmpty())
                    .forEach(context::delete);
        }
    }

    private void disown(Key key, String uid) {
        context.change(key, object -> {
            ArrayNode owners = Meta.of(object).withArrayProperty("ownerReferences");
            owners.removeIf(owner -> uid.equals(uidOf(owner)));
        });
    }

    private static String uidOf(JsonNode owner) {
        return owner.path("uid").asText();
    }
}
