package mtv.sandbox.forklift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.controllers.ControllerContext;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Records an Event for each condition that appears, changes or disappears on one of MTV's objects, as MTV's controllers
 * do. Reason and message are type and message of the condition. A repeated Event only increases the count. Conditions
 * of Migrations record none.
 */
final class ConditionEvents {

    private static final String GROUP = ".forklift.konveyor.io";
    private static final String SILENT = "migrations" + GROUP;
    private static final Set<String> TROUBLE = Set.of("Critical", "Error", "Warn");

    private final ControllerContext context;
    private final Clock clock;

    ConditionEvents(ControllerContext context, Clock clock) {
        this.context = context.as("openshift-mtv:forklift-controller");
        this.clock = clock;
    }

    void observe(Event event) {
        String resource = event.key().resource();
        if (event.type() == Event.Type.DELETED || !resource.endsWith(GROUP) || resource.equals(SILENT)) {
            return;
        }
        Map<String, JsonNode> now = conditions(event.object());
        Map<String, JsonNode> changed = event.previous() == null ? new LinkedHashMap<>() : conditions(event.previous());
        now.forEach((type, condition) -> {
            if (!changed.remove(type, condition)) {
                changed.put(type, condition);
            }
        });
        if (!changed.isEmpty()) {
            context.later(() -> changed.values().forEach(condition -> record(event.object(), condition)));
        }
    }

    private static Map<String, JsonNode> conditions(JsonNode object) {
        Map<String, JsonNode> byType = new LinkedHashMap<>();
        for (JsonNode condition : object.path("status").path("conditions")) {
            ObjectNode lasting = condition.deepCopy();
            byType.put(condition.path("type").asText(), lasting.without(List.of("lastTransitionTime")));
        }
        return byType;
    }

    private void record(ObjectNode object, JsonNode condition) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String reason = condition.path("type").asText();
        String message = condition.path("message").asText();
        int same = (Meta.uid(object) + reason + message).hashCode();
        Kind kind = context.kind("events");
        Key key = kind.key(Meta.namespace(object), "%s.%016x".formatted(Meta.name(object), (long) same & 0xFFFFFFFFL));
        if (context.find(key).isPresent()) {
            context.change(
                    key,
                    event -> event.put("count", event.path("count").asInt() + 1).put("lastTimestamp", now));
            return;
        }
        boolean trouble = TROUBLE.contains(condition.path("category").asText());
        String component = object.path("kind").asText().toLowerCase(Locale.ROOT);
        ObjectNode event = Json.object(
                "metadata",
                Json.object("name", key.name()),
                "reason",
                reason,
                "message",
                message,
                "type",
                trouble ? "Warning" : "Normal",
                "firstTimestamp",
                now,
                "lastTimestamp",
                now,
                "count",
                1,
                "source",
                Map.of("component", component));
        ObjectNode about = event.putObject("involvedObject");
        List.of("apiVersion", "kind").forEach(field -> about.set(field, object.path(field)));
        List.of("namespace", "name", "uid", "resourceVersion")
                .forEach(field -> about.put(field, Meta.text(object, field)));
        context.create(kind, key.namespace(), event);
    }
}
