package mtv.sandbox.apiserver.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One watch: decides what an event means to its client, for whom an object that is no longer selected is deleted.
 *
 * @param namespace empty for all
 * @param shown how the client wants to see an object
 */
record WatchStream(String namespace, Predicate<JsonNode> selected, UnaryOperator<ObjectNode> shown, WatchSink sink) {

    void deliver(Event event) {
        if (!namespace.isEmpty() && !namespace.equals(event.key().namespace())) {
            return;
        }
        boolean deleted = event.type() == Event.Type.DELETED;
        boolean was = event.previous() != null && selected.test(event.previous());
        boolean is = !deleted && selected.test(event.object());
        if (is) {
            sink.send(was ? "MODIFIED" : "ADDED", shown.apply(event.object()));
        } else if (was) {
            sink.send("DELETED", shown.apply(deleted ? event.object() : lastSeen(event)));
        }
    }

    /** @param initial whether it ends what was there when the watch began */
    void bookmark(Kind kind, String version, boolean initial) {
        ObjectNode object = Json.object("kind", kind.kind(), "apiVersion", kind.apiVersion());
        Meta.of(object).put("resourceVersion", version).putNull("creationTimestamp");
        if (initial) {
            Meta.of(object).putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        sink.send("BOOKMARK", object);
    }

    private static ObjectNode lastSeen(Event event) {
        ObjectNode last = event.previous().deepCopy();
        Meta.of(last).put("resourceVersion", Long.toString(event.version()));
        return last;
    }
}
