package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.zjsonpatch.JsonPatch;
import mtv.model.serialization.ModelSerialization;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One migration by a real MTV: its Plan and Migration, and each status that they had, in the order of time. The
 * project's own copy keeps of a status what differs from the one before, as a JSON Patch.
 *
 * @param json id, {@code plan}, {@code migration}, in some {@code migrationAtFirst}, and {@code phases} by VM
 * @param versions in the order of time
 */
record RecordedRun(JsonNode json, List<Version> versions) {

    static final String NAMESPACE = "recorded";
    static final Instant START = Instant.parse("2031-03-04T10:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSTANT = Pattern.compile("[+-]\\d+s");
    private static final Pattern ID = Pattern.compile("\\{\\{VM:(.*?)}}");

    /**
     * @param at seconds from the creation of the Migration
     * @param of {@code plan} or {@code migration}
     * @param state {@code status} of it, or nothing before the first one
     */
    record Version(double at, String of, JsonNode state) {

        /** Whether it tells the end of the run. */
        boolean ends() {
            return state.path("status").path("conditions").findValuesAsText("type").stream()
                    .anyMatch(Set.of("Succeeded", "Failed", "Canceled")::contains);
        }
    }

    static RecordedRun own(String id) {
        try (InputStream in = RecordedRun.class.getResourceAsStream("runs/" + id + ".json")) {
            JsonNode json = JSON.readTree(in);
            Map<String, JsonNode> last = new HashMap<>();
            List<Version> versions = new ArrayList<>();
            for (JsonNode version : json.path("versions")) {
                String of = version.path("of").asText();
                JsonNode before = last.getOrDefault(of, JSON.createObjectNode());
                JsonNode state = JsonPatch.apply(version.path("changes"), before.deepCopy());
                last.put(of, state);
                versions.add(new Version(seconds(version), of, state));
            }
            return new RecordedRun(json, List.copyOf(versions));
        } catch (IOException e) {
            throw new UncheckedIOException(id, e);
        }
    }

    /** Of the larger set, where each status is whole. */
    static RecordedRun in(Path file) throws IOException {
        JsonNode json = JSON.readTree(file.toFile());
        List<Version> versions = Stream.of("plan", "migration")
                .flatMap(of -> versions(json, of))
                .sorted(Comparator.comparingDouble(Version::at))
                .toList();
        return new RecordedRun(json, versions);
    }

    private static Stream<Version> versions(JsonNode json, String of) {
        List<Version> versions = new ArrayList<>();
        for (JsonNode version : json.path(of + "Statuses")) {
            ObjectNode state = JSON.createObjectNode();
            if (version.path("status").isObject()) {
                state.set("status", version.path("status"));
            }
            versions.add(new Version(seconds(version), of, state));
        }
        return versions.stream();
    }

    private static double seconds(JsonNode version) {
        return Double.parseDouble(version.path("at").asText().replace("s", ""));
    }

    String planName() {
        return json.path("plan").path("metadata").path("name").asText();
    }

    String migrationName() {
        return json.path("migration").path("metadata").path("name").asText();
    }

    String planUid() {
        return json.path("migration")
                .path("metadata")
                .path("ownerReferences")
                .path(0)
                .path("uid")
                .asText();
    }

    /** Of the Migration, which the history of its Plan has last. */
    String migrationUid() {
        JsonNode history = last("plan").path("status").path("migration").path("history");
        return history.path(history.size() - 1).path("migration").path("uid").asText();
    }

    /** The same as the run before that one of the same Plan: each recording counts its uids anew. */
    RecordedRun before(RecordedRun next) throws IOException {
        String uid = next.last("plan")
                .path("status")
                .path("migration")
                .path("history")
                .path(0)
                .path("migration")
                .path("uid")
                .asText();
        UnaryOperator<String> others = text -> text.replaceAll("\"uid-(\\d+)\"", "\"before-$1\"")
                .replace("\"" + planUid().replace("uid", "before") + "\"", "\"" + next.planUid() + "\"")
                .replace("\"" + migrationUid().replace("uid", "before") + "\"", "\"" + uid + "\"");
        List<Version> renamed = new ArrayList<>();
        for (Version version : versions) {
            renamed.add(new Version(
                    version.at(),
                    version.of(),
                    JSON.readTree(others.apply(version.state().toString()))));
        }
        return new RecordedRun(JSON.readTree(others.apply(json.toString())), List.copyOf(renamed));
    }

    /** Ids by name, as the Plan has them. */
    Map<String, String> vms() {
        Map<String, String> vms = new HashMap<>();
        json.path("plan")
                .path("spec")
                .path("vms")
                .forEach(vm ->
                        vms.put(vm.path("name").asText(), filled(vm.path("id")).asText()));
        return vms;
    }

    private JsonNode last(String of) {
        return versions.stream()
                .filter(version -> version.of().equals(of))
                .reduce((a, b) -> b)
                .orElseThrow()
                .state();
    }

    /** The whole object with that status. */
    ObjectNode object(Version version) {
        return object(version.of(), version.state());
    }

    ObjectNode object(String of, JsonNode state) {
        ObjectNode object = (ObjectNode) filled(json.path(of));
        object.put("apiVersion", "forklift.konveyor.io/v1beta1");
        object.put("kind", of.equals("plan") ? "Plan" : "Migration");
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put("namespace", NAMESPACE);
        metadata.put("uid", of.equals("plan") ? planUid() : migrationUid());
        metadata.put("generation", 1);
        if (state.has("status")) {
            object.set("status", filled(state.path("status")));
        }
        return object;
    }

    /** As it was created, without a status. */
    <T> T created(Class<T> kind, String of) {
        return ModelSerialization.shared().convertValue(object(of, JSON.createObjectNode()), kind);
    }

    /** As it was in the end. */
    <T> T read(Class<T> kind, String of) {
        return ModelSerialization.shared().convertValue(object(of, last(of)), kind);
    }

    /** With a time for each instant, and a name for each placeholder. */
    private static JsonNode filled(JsonNode node) {
        if (node.isTextual()) {
            String text = node.asText();
            return TextNode.valueOf(
                    INSTANT.matcher(text).matches()
                            ? START.plus(Duration.ofSeconds(Long.parseLong(text.replace("s", ""))))
                                    .toString()
                            : ID.matcher(text.replace("{{NAMESPACE}}", NAMESPACE))
                                    .replaceAll("id-of-$1"));
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(filled(item)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue())));
            return object;
        }
        return node;
    }
}
