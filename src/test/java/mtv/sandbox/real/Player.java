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

/** Does what cases say, each thing once, and sees what becomes of it. */
final class Player {

    private final Target target;
    private final Placeholders names;
    private final Map<String, Case> byId;
    private final Observation observation;
    private final Map<String, Target.Answer> made = new HashMap<>();
    private final Map<String, JsonNode> sent = new HashMap<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final Map<String, ArrayNode> told = new HashMap<>();
    private final Map<String, String> skipped = new TreeMap<>();

    Player(Target target, Placeholders names, Map<String, Case> byId) {
        this.target = target;
        this.names = names;
        this.byId = byId;
        this.observation = new Observation(names);
    }

    /** Why, by the ids of cases that this cluster could not play. */
    Map<String, String> skipped() {
        return skipped;
    }

    Target target() {
        return target;
    }

    Placeholders names() {
        return names;
    }

    void act(Case one) {
        if (!done.contains(one.id())) {
            act(one, one.deeds());
        }
    }

    /** A part of what a case says. */
    void act(Case one, List<Case.Deed> deeds) {
        done.add(one.id());
        ArrayNode answers = told.computeIfAbsent(one.id(), id -> JsonNodeFactory.instance.arrayNode());
        try {
            for (Case.Deed deed : deeds) {
                answers.add(act(one, deed));
            }
        } catch (Placeholders.Missing missing) {
            skipped.put(one.id(), missing.getMessage());
        }
    }

    private ObjectNode act(Case one, Case.Deed deed) {
        JsonNode what = names.fill(deed.body());
        String as = one.json().path("as").asText().equals("developer") ? names.get("DEVELOPER_TOKEN") : target.token();
        boolean create = deed.verb().equals("create");
        String name = (create ? what.path("metadata") : what).path("name").asText();
        Target.Answer answer = create ? create(deed, what, as) : change(deed, what, as);
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("verb", deed.verb())
                .put("object", what.path("kind").asText() + "/" + name)
                .put("code", answer.code());
        if (!answer.good()) {
            row.set("reason", answer.body().has("reason") ? answer.body().get("reason") : row.nullNode());
        }
        return row;
    }

    private Target.Answer create(Case.Deed deed, JsonNode what, String as) {
        String key = key(
                what.path("kind").asText(),
                what.path("metadata").path("namespace").asText(),
                what.path("metadata").path("name").asText());
        if (made.containsKey(key) && !deed.again()) {
            return made.get(key);
        }
        Target.Answer answer = target.create(what, as);
        made.putIfAbsent(key, answer);
        if (answer.good()) {
            sent.put(key, what);
        }
        return answer;
    }

    private Target.Answer change(Case.Deed deed, JsonNode what, String as) {
        String path = Target.path(
                what.path("kind").asText(),
                what.path("namespace").asText(names.get("NAMESPACE")),
                what.path("name").asText());
        return deed.verb().equals("patch") ? target.patch(path, what.path("body"), as) : target.delete(path, as);
    }

    private static String key(String kind, String namespace, String name) {
        return kind + " " + namespace + " " + name;
    }

    /** What these need and is not there yet, what is needed first before what needs it. */
    List<Case> needed(List<Case> cases) {
        Set<Case> needed = new LinkedHashSet<>();
        for (Case one : cases) {
            for (String need : one.needs()) {
                if (!done.contains(need)) {
                    needed.addAll(needed(List.of(byId.get(need))));
                    needed.add(byId.get(need));
                }
            }
        }
        return List.copyOf(needed);
    }

    JsonNode ask(Case one) {
        JsonNode get = one.json().path("get");
        String as = switch (get.path("as").asText()) {
            case "nobody" -> " ";
            case "stranger" -> "wrong";
            case "developer" -> names.get("DEVELOPER_TOKEN");
            default -> target.token();
        };
        Target.Answer answer = target.ask(
                get.path("method").asText("GET"), names.fill(get.path("path").asText()), as);
        ObjectNode seen = JsonNodeFactory.instance.objectNode().put("code", answer.code());
        if (answer.good()) {
            seen.set("shape", AnswerShape.of(answer.body()));
        }
        return seen;
    }

    /** All objects that these cases look at, at one moment; nothing of those that could not be played. */
    Map<String, JsonNode> look(List<Case> cases) {
        Map<String, Map<String, JsonNode>> objects = new HashMap<>();
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        for (Case one : cases) {
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

    private JsonNode observe(Case one, Objects objects) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        seen.set("admission", told.get(one.id()).deepCopy());
        ObjectNode shown = seen.putObject("objects");
        for (String what : one.see()) {
            String kind = what.split("/")[0];
            String name = what.split("/")[1];
            boolean creates = one.deeds().stream().anyMatch(deed -> deed.makes(kind, name));
            shown.set(
                    what,
                    observation.of(
                            objects.of(kind).get(name),
                            creates ? sent.get(key(kind, names.get("NAMESPACE"), name)) : null));
        }
        for (String pattern : one.count()) {
            String[] parts = pattern.split("/", 2);
            List<String> fitting = new ArrayList<>(objects.of(parts[0]).keySet());
            fitting.removeIf(name -> !TextPattern.matches(name, parts[1]));
            shown.putObject(pattern).put("count", fitting.size());
        }
        return seen;
    }
}
