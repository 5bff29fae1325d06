package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.util.function.Function;
import java.util.function.Predicate;

/** One watch: decides what an event means to its client, for whom an object that is no longer selected is deleted. */
final class Watch {

    private final String namespace;
    private final Predicate<JsonNode> selected;
    private final Function<JsonNode, JsonNode> encoder;
    private final WatchSink sink;

    Watch(String namespace, Predicate<JsonNode> selected, Function<JsonNode, JsonNode> encoder, WatchSink sink) {
        this.namespace = namespace;
        this.selected = selected;
        this.encoder = encoder;
        this.sink = sink;
    }

    void deliver(Event event) {
        if (!namespace.isEmpty() && !namespace.equals(event.key().namespace())) {
            return;
        }
        boolean deleted = event.type() == Event.Type.DELETED;
        boolean was = event.previous() != null && selected.test(event.previous());
        boolean is = !deleted && selected.test(event.object());
        if (is) {
            send(was ? "MODIFIED" : "ADDED", encoder.apply(event.object()));
        } else if (was) {
            send("DELETED", encoder.apply(deleted ? event.object() : lastSeen(event)));
        }
    }

    void bookmark(Kind kind, String version) {
        ObjectNode object = Json.object().put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
        Meta.of(object).put("resourceVersion", version).putNull("creationTimestamp");
        send("BOOKMARK", object);
    }

    void send(String type, JsonNode object) {
        ObjectNode frame = Json.object().put("type", type);
        frame.set("object", object);
        sink.send(Json.write(frame));
    }

    private static ObjectNode lastSeen(Event event) {
        ObjectNode last = event.previous().deepCopy();
        Meta.of(last).put("resourceVersion", Long.toString(event.version()));
        return last;
    }
}
