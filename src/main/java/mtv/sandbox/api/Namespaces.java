package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;

import java.util.concurrent.Executor;

/** Fills a new namespace with what every one has, and empties one that is being deleted. */
final class Namespaces {

    private static final String RESOURCE = "namespaces";
    private static final WriteContext ITSELF =
            WriteContext.internal("system:serviceaccount:kube-system:namespace-controller");

    private final Store store;
    private final Kinds kinds;
    private final Writes writes;
    private final Executor worker;

    Namespaces(Store store, Kinds kinds, Writes writes, Executor worker) {
        this.store = store;
        this.kinds = kinds;
        this.writes = writes;
        this.worker = worker;
    }

    void observe(Event event) {
        boolean isNamespace = RESOURCE.equals(event.key().resource());
        String namespace = isNamespace ? event.key().name() : event.key().namespace();
        if (isNamespace && event.type() == Event.Type.ADDED) {
            worker.execute(() -> furnish(namespace));
        } else if (isNamespace ? Meta.deleting(event.object()) : leaves(event) && terminating(namespace)) {
            worker.execute(() -> drain(namespace));
        }
    }

    private static boolean leaves(Event event) {
        return event.type() != Event.Type.MODIFIED && !event.key().namespace().isEmpty();
    }

    private boolean terminating(String namespace) {
        return store.get(namespaces().key("", namespace)).filter(Meta::deleting).isPresent();
    }

    private void furnish(String namespace) {
        ObjectNode account = Json.object();
        Meta.of(account).put("name", "default");
        writes.create(kinds.find("serviceaccounts").orElseThrow(), namespace, account, ITSELF);
    }

    /** Asks everything in it to go; the last one to go brings us here again. */
    private void drain(String namespace) {
        boolean empty = true;
        for (Kind kind : kinds.all()) {
            empty &= !kind.namespaced() || writes.clear(kind, namespace, ITSELF);
        }
        Key key = namespaces().key("", namespace);
        if (empty && store.get(key).isPresent()) {
            writes.update(namespaces(), key, Namespaces::finalized, ITSELF.to("finalize"));
        }
    }

    private Kind namespaces() {
        return kinds.find(RESOURCE).orElseThrow();
    }

    private static ObjectNode finalized(ObjectNode namespace) {
        ObjectNode next = namespace.deepCopy();
        next.withObjectProperty("spec").remove("finalizers");
        return next;
    }
}
