package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sends the requests of cases, each object once, and observes the result. */
final class CasePlayer {

    private final ClusterUnderTest target;
    private final RecordingPlaceholders names;
    private final Map<String, RecordedCase> byId;
    private final ObjectSummary observation;
    private final Map<String, ClusterUnderTest.Answer> made = new HashMap<>();
    private final Map<String, JsonNode> sent = new HashMap<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final Map<String, ArrayNode> answersByCase = new HashMap<>();
    private final Map<String, String> skipped = new TreeMap<>();

    CasePlayer(ClusterUnderTest target, RecordingPlaceholders names, Map<String, RecordedCase> byId) {
        this.target = target;
        this.names = names;
        this.byId = byId;
        this.observation = new ObjectSummary(names);
    }

    /** The cases that this cluster could not play, with the reason for each. */
    Map<String, String> skipped() {
        return skipped;
    }

    ClusterUnderTest target() {
        return target;
    }

    RecordingPlaceholders names() {
        return names;
    }

    void act(RecordedCase one) {
        if (!done.contains(one.id())) {
            act(one, one.actions());
        }
    }

    /** Sends a part of a case's requests. */
    void act(RecordedCase one, List<RecordedCase.Action> actions) {
        done.add(one.id());
        ArrayNode answers = answersByCase.computeIfAbsent(one.id(), id -> JsonNodeFactory.instance.arrayNode());
        try {
            for (RecordedCase.Action action : actions) {
                answers.add(act(one, action));
            }
        } catch (RecordingPlaceholders.Missing missing) {
            skipped.put(one.id(), missing.getMessage());
        }
    }

    private ObjectNode act(RecordedCase one, RecordedCase.Action action) {
        JsonNode what = names.fill(action.body());
        String as = one.json().path("as").asText().equals("developer") ? names.get("DEVELOPER_TOKEN") : target.token();
        boolean create = action.verb().equals("create");
        String name = (create ? what.path("metadata") : what).path("name").asText();
        ClusterUnderTest.Answer answer = create ? create(action, what, as) : change(action, what, as);
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("verb", action.verb())
                .put("object", what.path("kind").asText() + "/" + name)
                .put("code", answer.code());
        if (!answer.good()) {
            row.set("reason", answer.body().has("reason") ? answer.body().get("reason") : row.nullNode());
        }
        return row;
    }

    private ClusterUnderTest.Answer create(RecordedCase.Action action, JsonNode what, String as) {
        String key = key(
                what.path("kind").asText(),
                what.path("metadata").path("namespace").asText(),
                what.path("metadata").path("name").asText());
        if (made.containsKey(key) && !action.again()) {
            return made.get(key);
        }
        ClusterUnderTest.Answer answer = target.create(what, as);
        made.putIfAbsent(key, answer);
        if (answer.good()) {
            sent.put(key, what);
        }
        return answer;
    }

    private ClusterUnderTest.Answer change(RecordedCase.Action action, JsonNode what, String as) {
        String path = ClusterUnderTest.path(
                what.path("kind").asText(),
                what.path("namespace").asText(names.get("NAMESPACE")),
                what.path("name").asText());
        return action.verb().equals("patch") ? target.patch(path, what.path("body"), as) : target.delete(path, as);
    }

    private static String key(String kind, String namespace, String name) {
        return kind + " " + namespace + " " + name;
    }

    /** The cases that these need and that were not played yet, in the order of their needs. */
    List<RecordedCase> needed(List<RecordedCase> cases) {
        Set<RecordedCase> needed = new LinkedHashSet<>();
        for (RecordedCase one : cases) {
            for (String need : one.needs()) {
                if (!done.contains(need)) {
                    needed.addAll(needed(List.of(byId.get(need))));
                    needed.add(byId.get(need));
                }
            }
        }
        return List.copyOf(needed);
    }

    JsonNode ask(RecordedCase one) {
        JsonNode get = one.json().path("get");
        String as = switch (get.path("as").asText()) {
            case "nobody" -> " ";
            case "stranger" -> "wrong";
            case "developer" -> names.get("DEVELOPER_TOKEN");
            default -> target.token();
        };
        ClusterUnderTest.Answer answer = target.ask(
                get.path("method").asText("GET"), names.fill(get.path("path").asText()), as);
        ObjectNode seen = JsonNodeFactory.instance.objectNode().put("code", answer.code());
        if (answer.good()) {
            seen.set("shape", AnswerShape.of(answer.body()));
        }
        return seen;
    }

    /** The observations of these cases, all read at one moment. Cases that could not be played are left out. */
    Map<String, JsonNode> look(List<RecordedCase> cases) {
        Map<String, Map<String, JsonNode>> objects = new HashMap<>();
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        for (RecordedCase one : cases) {
            if (!skipped.containsKey(one.id())) {
                seen.put(
                        one.id(),
                        observe(
                                one,
                                kind -> objects.computeIfAbsent(
                                        kind, wanted -> target.listed(wanted, names.get("NAMESPACE")))));
            }
        }
        return seen;
    }

    private interface Objects {

        Map<String, JsonNode> of(String kind);
    }

    private JsonNode observe(RecordedCase one, Objects objects) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        seen.set("admission", answersByCase.get(one.id()).deepCopy());
        ObjectNode shown = seen.putObject("objects");
        for (String what : one.see()) {
            String kind = what.split("/")[0];
            String name = what.split("/")[1];
            boolean creates = one.actions().stream().anyMatch(action -> action.makes(kind, name));
            shown.set(
                    what,
                    observation.of(
                            objects.of(kind).get(name),
                            creates ? sent.get(key(kind, names.get("NAMESPACE"), name)) : null));
        }
        for (String pattern : one.count()) {
            String[] parts = pattern.split("/", 2);
            List<String> fitting = new ArrayList<>(objects.of(parts[0]).keySet());
            fitting.removeIf(name -> !GlobPattern.matches(name, parts[1]));
            shown.putObject(pattern).put("count", fitting.size());
        }
        return seen;
    }
}
