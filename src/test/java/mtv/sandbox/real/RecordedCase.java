package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A recorded case: what was sent to the real MTV, and what it did.
 *
 * @param needs cases that must exist and be settled before
 * @param see objects to look at, as {@code Kind/name}
 * @param count objects to count, as {@code Kind/glob}
 * @param artefacts paths that are not compared, because they come from the stand-ins of the recording
 * @param json the whole case
 */
record RecordedCase(
        String id,
        List<Action> actions,
        List<String> needs,
        List<String> see,
        List<String> count,
        List<String> artefacts,
        JsonNode json) {

    /**
     * One request.
     *
     * @param verb {@code create}, {@code patch} or {@code delete}
     * @param body the object, or the change
     * @param again whether it is sent although it was sent before
     */
    record Action(String verb, JsonNode body, boolean again) {

        static Action of(JsonNode json) {
            Map.Entry<String, JsonNode> first = json.properties().iterator().next();
            return new Action(
                    first.getKey(), first.getValue(), json.path("again").asBoolean());
        }

        String kind() {
            return body.path("kind").asText();
        }

        boolean makes(String kind, String name) {
            return verb.equals("create")
                    && kind().equals(kind)
                    && body.path("metadata").path("name").asText().equals(name);
        }
    }

    static RecordedCase of(JsonNode json) {
        JsonNode played = json.has("play") ? json.path("play") : json;
        List<Action> actions = new ArrayList<>();
        played.path("do").forEach(action -> actions.add(Action.of(action)));
        return new RecordedCase(
                json.path("id").asText(),
                List.copyOf(actions),
                texts(played.path("needs")),
                texts(json.path("see")),
                texts(json.path("count")),
                texts(json.path("artefacts")),
                json);
    }

    /** The elements of a list, or the names of an object. */
    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(texts::add);
        } else {
            node.forEach(text -> texts.add(text.asText()));
        }
        return List.copyOf(texts);
    }

    /** The same with other objects to look at. */
    RecordedCase seeing(List<String> objects) {
        return new RecordedCase(id, actions, needs, objects, List.of(), artefacts, json);
    }

    /** Seconds of the cluster's clock before it is looked at. */
    double seconds(double ordinary) {
        return json.path("wait").asDouble(ordinary);
    }

    JsonNode real() {
        return json.path("real");
    }

    boolean isQuestion() {
        return json.has("get");
    }

    boolean isRun() {
        return json.has("play");
    }

    /** The chain that the case belongs to; empty for none. */
    String chain() {
        return json.path("chain").asText();
    }

    /** The part of the case that matters, without texts for people, whichever form it was written in. */
    JsonNode facts() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (List.of("id", "needs", "chain", "do", "as", "all", "get", "wait", "see", "count", "play", "real")
                    .contains(name)) {
                facts.set(name, json.get(name));
            }
        }
        artefacts.forEach(facts.withArray("artefacts")::add);
        return facts;
    }
}
