package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.DeleteOptions;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.apiserver.request.WriteContext;
import mtv.sandbox.faults.Actor;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.faults.FaultyWrite;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.SharedTree;
import mtv.sandbox.store.Store;

import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every change of an object goes through here, whether a client asked for it or the cluster itself. */
public final class ObjectWriter {

    private static final int ATTEMPTS = 20;

    private final Store store;
    private final Kinds kinds;
    private final CreateUpdateStrategy rules;
    private final Admission admission;
    private final ManagedFields managed;
    private final Faults faults;

    public ObjectWriter(
            Store store,
            Kinds kinds,
            CreateUpdateStrategy rules,
            Admission admission,
            ManagedFields managed,
            Faults faults) {
        this.store = store;
        this.kinds = kinds;
        this.rules = rules;
        this.admission = admission;
        this.managed = managed;
        this.faults = faults;
    }

    /** What became of a deletion: the object is gone, or waits for its finalizers. */
    record Deletion(ObjectNode object, boolean gone) {}

    /** @param body stays the caller's */
    public ObjectNode create(Kind kind, String namespace, ObjectNode body, WriteContext context) {
        requireNamespace(kind, namespace, Meta.name(body));
        WriteFaultInjector injector = new WriteFaultInjector(faults, "create", kind, context);
        ObjectNode asked = placed(kind, namespace, body);
        ObjectNode wanted = injector.apply(asked.deepCopy());
        String place = Meta.namespace(wanted).equals(Meta.namespace(asked)) ? namespace : Meta.namespace(wanted);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectNode object = wanted.deepCopy();
            Webhook.Review review = review(Webhook.Operation.CREATE, kind, object, null, context);
            admission.mutate(kind.resource(), review);
            rules.create(kind, place, object, context);
            admission.validate(kind.resource(), review);
            if (!context.applying()) {
                managed.track(kind, null, object, context);
            }
            Key key = kind.key(place, Meta.name(object));
            boolean free = store.get(key).isEmpty();
            if (free && (injector.pretended() || store.put(key, null, object))) {
                injector.done(object).ifPresent(faulty -> writeBesides(faulty, kind, object));
                return object;
            }
            if (!Meta.name(body).isEmpty()) {
                break;
            }
        }
        throw ApiError.alreadyExists(kind, Meta.name(body));
    }

    /**
     * Applies a change to the newest state, again when another writer was faster.
     *
     * @param change makes a new object from the current one, which it leaves alone
     */
    public ObjectNode update(Kind kind, Key key, UnaryOperator<ObjectNode> change, WriteContext context) {
        WriteFaultInjector injector = new WriteFaultInjector(faults, "update", kind, context);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectNode current = store.get(key).orElseThrow(() -> ApiError.notFound(kind, key.name()));
            ObjectNode wanted = context.isFor("status")
                    ? shared(current, change.apply(current), injector)
                    : injector.apply(change.apply(current));
            boolean asks = context.subresource().isEmpty() && admission.guards(kind.resource());
            if (asks) {
                admission.mutate(kind.resource(), review(Webhook.Operation.UPDATE, kind, wanted, current, context));
            }
            ObjectNode next = rules.update(kind, current, wanted, context);
            if (next.equals(current)) {
                return current;
            }
            if (asks) {
                admission.validate(kind.resource(), review(Webhook.Operation.UPDATE, kind, next, current, context));
            }
            if (!context.applying()) {
                managed.track(kind, current, next, context);
            }
            if (injector.pretended() || replace(kind, key, current, next)) {
                injector.done(next).ifPresent(faulty -> writeBesides(faulty, kind, next));
                return next;
            }
        }
        throw ApiError.modified(kind, key.name());
    }

    /** A wanted state in which what is equal is the current one's own, and need not be looked at again. */
    private static ObjectNode shared(ObjectNode current, ObjectNode wanted, WriteFaultInjector injector) {
        ObjectNode faulty = injector.mayAct() ? injector.apply(wanted.deepCopy()) : wanted;
        ObjectNode own = CreateUpdateStrategy.outline(faulty);
        if (own.has("status")) {
            own.set("status", SharedTree.own(current.path("status"), own.get("status")));
        }
        return own;
    }

    /** What faults write after this object, as the cluster itself. */
    private void writeBesides(FaultyWrite faulty, Kind kind, ObjectNode written) {
        WriteContext itself = WriteContext.internal(Actor.FAULT);
        faulty.copies(written).forEach(copy -> create(kindOf(copy), Meta.namespace(copy), copy, itself));
        for (ObjectNode patch : faulty.patches(written)) {
            Key key = kind.key(Meta.namespace(patch), Meta.name(patch));
            update(kind, key, now -> now.deepCopy().set("status", patch.path("status")), itself.to("status"));
        }
        faulty.deletions(written).forEach(deletion -> deleteAll(deletion, itself));
    }

    private static Webhook.Review review(
            Webhook.Operation operation, Kind kind, ObjectNode object, ObjectNode current, WriteContext context) {
        return new Webhook.Review(
                operation,
                object,
                current,
                context.user(),
                () -> kind.hasSchema() ? Schema.mistyped(kind.schema(), object) : List.of());
    }

    /** Server-side apply: creates the object, or changes the part of it that this manager sets. */
    ObjectNode apply(Kind kind, Key key, ObjectNode applied, boolean force, WriteContext context) {
        if (store.get(key).isPresent()) {
            return update(kind, key, current -> managed.apply(kind, current, applied, context, force), context);
        }
        ObjectNode named = Json.object("metadata", Json.object("name", key.name()));
        ObjectNode fresh = managed.apply(kind, named, applied, context, force);
        CreateUpdateStrategy.checkName(key.name(), fresh);
        return create(kind, key.namespace(), fresh, context);
    }

    public Deletion delete(Kind kind, Key key, DeleteOptions options, WriteContext context) {
        WriteFaultInjector injector = new WriteFaultInjector(faults, "delete", kind, context);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectNode current = store.get(key).orElseThrow(() -> ApiError.notFound(kind, key.name()));
            injector.apply(current.deepCopy());
            options.check(kind, current);
            admission.validate(kind.resource(), review(Webhook.Operation.DELETE, kind, current, current, context));
            ObjectNode last = current.deepCopy();
            options.hang(last);
            boolean gone = !CreateUpdateStrategy.held(kind, last);
            if (injector.pretended() || !gone && Meta.deleting(current)) {
                return new Deletion(current, gone);
            }
            rules.markDeleted(kind, last);
            if (gone ? store.remove(key, current, last) : store.put(key, current, last)) {
                return new Deletion(last, gone);
            }
        }
        throw ApiError.modified(kind, key.name());
    }

    /**
     * Asks every object of a kind to go.
     *
     * @param namespace empty for all
     * @return whether there was none
     */
    public boolean clear(Kind kind, String namespace, WriteContext context) {
        List<ObjectNode> objects = store.list(kind.resource(), namespace).objects();
        List<ObjectNode> staying =
                objects.stream().filter(object -> !Meta.deleting(object)).toList();
        deleteEach(kind, staying, DeleteOptions.none(), context);
        return objects.isEmpty();
    }

    private Kind kindOf(ObjectNode object) {
        return kinds.ofObject(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow(ApiError::noSuchResource);
    }

    /** All of a resource that have these labels, wherever they are. */
    private void deleteAll(FaultyWrite.Deletion which, WriteContext context) {
        Kind kind = kinds.find(which.resource()).orElseThrow(ApiError::noSuchResource);
        List<ObjectNode> labelled = store.list(kind.resource(), "").objects().stream()
                .filter(object -> which.labels().entrySet().stream()
                        .allMatch(label -> label.getValue()
                                .equals(object.at("/metadata/labels")
                                        .path(label.getKey())
                                        .asText())))
                .toList();
        deleteEach(kind, labelled, DeleteOptions.none(), context);
    }

    /**
     * Deletes objects that were listed, and returns them as they are then. What the garbage collector or another client
     * has deleted since the list is passed over, as the real API server does.
     */
    List<ObjectNode> deleteEach(Kind kind, List<ObjectNode> listed, DeleteOptions options, WriteContext context) {
        List<ObjectNode> deleted = new ArrayList<>();
        for (ObjectNode object : listed) {
            Key key = kind.key(Meta.namespace(object), Meta.name(object));
            try {
                deleted.add(delete(kind, key, options, context).object());
            } catch (ApiError e) {
                if (e.code() != HttpURLConnection.HTTP_NOT_FOUND
                        || store.get(key).isPresent()) {
                    throw e;
                }
            }
        }
        return deleted;
    }

    private static ObjectNode placed(Kind kind, String namespace, ObjectNode body) {
        ObjectNode object = body.deepCopy();
        if (kind.namespaced()
                && object.path("metadata").isObject()
                && Meta.namespace(object).isEmpty()) {
            Meta.of(object).put("namespace", namespace);
        }
        return object;
    }

    private boolean replace(Kind kind, Key key, ObjectNode current, ObjectNode next) {
        return Meta.deleting(next) && !CreateUpdateStrategy.held(kind, next)
                ? store.remove(key, current, next)
                : store.put(key, current, next);
    }

    private void requireNamespace(Kind kind, String name, String object) {
        if (!kind.namespaced()) {
            return;
        }
        Kind namespaces = kinds.find("namespaces").orElseThrow();
        ObjectNode namespace =
                store.get(namespaces.key("", name)).orElseThrow(() -> ApiError.notFound(namespaces, name));
        if (Meta.deleting(namespace)) {
            String why = "unable to create new content in namespace " + name + " because it is being terminated";
            throw ApiError.forbidden(kind, object, why);
        }
    }
}
