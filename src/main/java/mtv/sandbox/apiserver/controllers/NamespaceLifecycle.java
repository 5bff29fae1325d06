package mtv.sandbox.apiserver.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

/** Fills a new namespace with what every one has, and empties one that is being deleted. */
public final class NamespaceLifecycle {

    private static final String RESOURCE = "namespaces";

    private final ControllerContext context;

    public NamespaceLifecycle(ControllerContext context) {
        this.context = context.as("kube-system:namespace-controller");
    }

    public void observe(Event event) {
        boolean isNamespace = RESOURCE.equals(event.key().resource());
        String namespace = isNamespace ? event.key().name() : event.key().namespace();
        if (isNamespace && event.type() == Event.Type.ADDED) {
            context.later(() -> furnish(namespace));
        } else if (isNamespace ? Meta.deleting(event.object()) : leaves(event) && terminating(namespace)) {
            context.later(() -> drain(namespace));
        }
    }

    private static boolean leaves(Event event) {
        return event.type() != Event.Type.MODIFIED && !event.key().namespace().isEmpty();
    }

    private boolean terminating(String namespace) {
        return context.find(key(namespace)).filter(Meta::deleting).isPresent();
    }

    private void furnish(String namespace) {
        ObjectNode account = Json.object("metadata", Json.object("name", "default"));
        context.create(context.kind("serviceaccounts"), namespace, account);
    }

    /** Asks everything in it to go; the last one to go brings us here again. */
    private void drain(String namespace) {
        boolean empty = true;
        for (Kind kind : context.kinds().all()) {
            empty &= !kind.namespaced() || context.clear(kind, namespace);
        }
        if (empty && context.find(key(namespace)).isPresent()) {
            context.on("finalize")
                    .change(
                            key(namespace),
                            object -> object.withObjectProperty("spec").remove("finalizers"));
        }
    }

    private static Key key(String namespace) {
        return new Key(RESOURCE, "", namespace);
    }
}
