package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What was sent, and what the real MTV made of it.
 *
 * @param needs cases that must be there and settled before
 * @param see objects looked at, as {@code Kind/name}
 * @param count objects counted, as {@code Kind/glob}
 * @param artefacts paths that are not compared: they come from what stood in for others in the recording
 * @param json all of it
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
     * One thing that is done.
     *
     * @param verb {@code create}, {@code patch} or {@code delete}
     * @param body the object, or what is done to it
     * @param again although it was done before
     */
    record Action(String verb, JsonNode body, boolean again) {

        static Action of(JsonNode json) {
            Map.Entry<String, JsonNode> first = json.properties().iterator().next();
            return new Action(first.getKey(), first.getValue(), json.path("again").asBoolean());
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

    /** Empty when it hangs on no other. */
    String chain() {
        return json.path("chain").asText();
    }

    /** What counts of it, whichever form it was written in: without what is only for people. */
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
