package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Summarizes an object for comparison between clusters: without texts, times and random names. */
final class ObjectSummary {

    private static final Set<String> TEXTS =
            Set.of("message", "suggestion", "description", "label", "assessment", "lastTransitionTime");
    private static final Pattern FINGERPRINT = Pattern.compile("(?:[0-9A-F]{2}:){19}[0-9A-F]{2}");
    private static final Pattern SUFFIX = Pattern.compile("(?<=-)[bcdfghjklmnpqrstvwxz2456789]{5}$");
    /** Free text follows it. */
    private static final Pattern ERROR = Pattern.compile("( error:).*", Pattern.DOTALL);

    private static final List<String> OF_OWNERS = List.of("kind", "name", "controller", "blockOwnerDeletion");

    private final RecordingPlaceholders names;

    ObjectSummary(RecordingPlaceholders names) {
        this.names = names;
    }

    /**
     * @param found null if it does not exist
     * @param sent null if it was not sent in this case
     */
    ObjectNode of(JsonNode found, JsonNode sent) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode().put("there", found != null);
        if (found == null) {
            return seen;
        }
        JsonNode meta = found.path("metadata");
        for (String key : List.of("annotations", "finalizers")) {
            if (!meta.path(key).isEmpty()) {
                seen.set(key, trim(meta.get(key)));
            }
        }
        if (!meta.path("ownerReferences").isEmpty()) {
            ArrayNode owners = seen.putArray("owners");
            meta.path("ownerReferences")
                    .forEach(owner -> owners.add(((ObjectNode) owner.deepCopy()).retain(OF_OWNERS)));
        }
        if (meta.hasNonNull("deletionTimestamp")) {
            seen.put("deleting", true);
        }
        if (sent != null && found.has("spec")) {
            ObjectNode stored = JsonNodeFactory.instance.objectNode();
            stored(sent.path("spec"), found.path("spec"), "", stored);
            seen.set("stored", trim(stored));
        }
        if (found.has("status")) {
            seen.set("status", status(found));
        }
        return seen;
    }

    JsonNode trim(JsonNode node) {
        if (node.isObject()) {
            ObjectNode trimmed = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> {
                if (!TEXTS.contains(field.getKey())) {
                    trimmed.set(names.hide(field.getKey()), trim(field.getValue()));
                }
            });
            return trimmed;
        }
        if (node.isArray()) {
            ArrayNode trimmed = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> trimmed.add(trim(element)));
            return trimmed;
        }
        return node.isTextual() ? TextNode.valueOf(trim(node.textValue())) : node;
    }

    private String trim(String text) {
        return FINGERPRINT.matcher(text).matches()
                ? "<sha1>"
                : ERROR.matcher(names.hide(text)).replaceAll("$1<text>");
    }

    private JsonNode status(JsonNode found) {
        if (!(trim(found.path("status")) instanceof ObjectNode status)) {
            return found.path("status");
        }
        if (status.has("conditions")) {
            status.set("conditions", conditions(status.path("conditions")));
        }
        if (status.has("secretResourceVersion")) {
            status.put("secretResourceVersion", "<set>");
        }
        if (status.has("observedGeneration")) {
            long behind = found.path("metadata").path("generation").asLong()
                    - status.path("observedGeneration").asLong();
            status.put("observedGeneration", behind == 0 ? "current" : behind + " behind");
        }
        if (status.get("service") instanceof ObjectNode service) {
            String name = service.path("name").asText();
            service.put("name", SUFFIX.matcher(name).replaceAll("<5>"));
        }
        return status;
    }

    /** The conditions by type, without the fields that every condition has. */
    private static ObjectNode conditions(JsonNode listed) {
        ObjectNode conditions = JsonNodeFactory.instance.objectNode();
        listed.forEach(condition -> {
            ObjectNode changes = condition.deepCopy();
            changes.remove("type");
            if (!"False".equals(changes.path("status").asText())) {
                changes.remove("status");
            }
            conditions.set(condition.path("type").asText(), changes);
        });
        return conditions;
    }

    /** Records the paths of a spec that the cluster added, changed or dropped. */
    private static void stored(JsonNode sent, JsonNode found, String at, ObjectNode changes) {
        Set<String> keys = new TreeSet<>();
        sent.fieldNames().forEachRemaining(keys::add);
        found.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            String path = at.isEmpty() ? key : at + "." + key;
            JsonNode before = sent.get(key);
            JsonNode after = found.get(key);
            if (after == null) {
                changes.put(path, "<dropped>");
            } else if (before != null && before.isObject() && after.isObject()) {
                stored(before, after, path, changes);
            } else if (before == null || !Difference.same(before, after)) {
                changes.set(path, after);
            }
        }
    }

    /** All objects that a case creates, as {@code Kind/name}. */
    static List<String> created(RecordedCase one) {
        List<String> created = new ArrayList<>();
        one.actions().stream()
                .filter(action -> action.verb().equals("create") && ClusterUnderTest.knows(action.kind()))
                .forEach(action -> created.add(action.kind() + "/"
                        + action.body().path("metadata").path("name").asText()));
        return List.copyOf(created);
    }
}
