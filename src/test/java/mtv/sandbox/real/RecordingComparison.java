package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Compares an observation of a case with its recording. */
final class RecordingComparison {

    private final Recordings.Group group;

    RecordingComparison(Recordings.Group group) {
        this.group = group;
    }

    /** The differences by aspect: the case, or each part of a migration. Aspects without a difference are included. */
    Map<String, List<Difference>> of(RecordedCase one, JsonNode here) {
        List<Difference> found = counted(one, here);
        Map<String, List<Difference>> aspects = new TreeMap<>();
        if (!one.isRun()) {
            aspects.put(one.id(), found);
            return aspects;
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode side : List.of(one.real(), here)) {
            side.properties().forEach(part -> parts.addAll(parts(part.getKey(), part.getValue())));
        }
        parts.forEach(part -> aspects.putIfAbsent(aspect(one, part), new ArrayList<>()));
        for (Difference difference : found) {
            String longest = parts.stream()
                    .filter(part ->
                            difference.path().equals(part) || difference.path().startsWith(part + " "))
                    .reduce("", (a, b) -> b.length() > a.length() ? b : a);
            aspects.get(aspect(one, longest)).add(difference);
        }
        return aspects;
    }

    private static String aspect(RecordedCase one, String part) {
        return one.id() + "/" + part.replace(' ', '/');
    }

    private static List<String> parts(String key, JsonNode value) {
        List<String> parts = new ArrayList<>();
        if (key.equals("objects")) {
            value.fieldNames().forEachRemaining(name -> parts.add(key + " " + name.split(" ")[0]));
        } else if (key.equals("vms")) {
            value.fieldNames().forEachRemaining(name -> parts.add(key + " " + name));
        } else {
            parts.add(key);
        }
        return parts;
    }

    private List<Difference> counted(RecordedCase one, JsonNode here) {
        return all(one, here).stream()
                .filter(difference -> !isComparedElsewhere(one, difference))
                .filter(difference ->
                        one.artefacts().stream().noneMatch(path -> GlobPattern.matches(difference.path(), path)))
                .toList();
    }

    private List<Difference> all(RecordedCase one, JsonNode here) {
        if (one.isQuestion()) {
            String real = one.real().path("code").asText();
            String code = here.path("code").asText();
            return real.equals(code)
                    ? AnswerShape.differences(one.real().path("shape"), here.path("shape"))
                    : List.of(new Difference("code", real, code));
        }
        boolean whole = one.json().path("all").asBoolean();
        return Difference.between(whole ? one.real() : withoutCommon(one.real()), whole ? here : withoutCommon(here));
    }

    private boolean isComparedElsewhere(RecordedCase one, Difference difference) {
        return StreamSupport.stream(group.apart().spliterator(), false)
                .anyMatch(apart -> GlobPattern.matches(
                                difference.path(), apart.path("path").asText())
                        && difference.real().equals(apart.path("real").asText(difference.real()))
                        && StreamSupport.stream(apart.path("in").spliterator(), false)
                                .noneMatch(id -> id.asText().equals(one.id())));
    }

    /** Removes what every object of its kind has on the real MTV, which a case of its own compares. */
    private JsonNode withoutCommon(JsonNode observation) {
        JsonNode copy = observation.deepCopy();
        copy.path("objects").properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode observed) {
                JsonNode usual = group.common().path(entry.getKey().split("/")[0]);
                for (String part : List.of("stored", "status", "annotations")) {
                    leaveOut(observed, part, usual.path(part));
                }
            }
        });
        return copy;
    }

    private static void leaveOut(ObjectNode observed, String part, JsonNode usual) {
        if (observed.get(part) instanceof ObjectNode there) {
            usual.properties().forEach(field -> {
                JsonNode value = there.get(field.getKey());
                if (value != null && Difference.same(value, field.getValue())) {
                    there.remove(field.getKey());
                }
            });
            if (there.isEmpty() && !part.equals("status")) {
                observed.remove(part);
            }
        }
    }
}
