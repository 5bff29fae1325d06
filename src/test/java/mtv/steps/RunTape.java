package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.Scratch;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/** Writes what a suite would have recorded that looked on at a migration, as the file of a recording. */
final class RunTape {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KINDS = "/apis/forklift.konveyor.io/v1beta1/namespaces/" + RecordedRun.NAMESPACE + "/";

    private final List<ObjectNode> lines = new ArrayList<>();
    private int watches;
    private int version = 1;

    RunTape() {
        note(
                "settings",
                Map.of(
                        "cluster_host", "https://api.hub.example.test:6443",
                        "insecure_verify_skip", "true",
                        "source_provider", "source",
                        "source_provider_insecure_skip_verify", "true",
                        "storage_class", "any"));
        note(
                "source",
                Map.of(
                        "type", "vsphere",
                        "version", "8.0.3",
                        "api_url", "https://vcenter.example.test/sdk",
                        "username", "somebody",
                        "password", "replayed"));
        answer(
                "GET",
                "/apis/user.openshift.io/v1/users/~",
                200,
                JSON.createObjectNode()
                        .put("apiVersion", "user.openshift.io/v1")
                        .put("kind", "User")
                        .set("metadata", JSON.createObjectNode().put("name", "somebody")));
        answer("GET", "/version", 200, JSON.createObjectNode().put("major", "1").put("minor", "33"));
    }

    private void note(String what, Map<String, String> facts) {
        ObjectNode line = JSON.createObjectNode().put("note", what);
        line.set("facts", JSON.valueToTree(facts));
        lines.add(line);
    }

    private void answer(String method, String target, int code, JsonNode body) {
        ObjectNode line = JSON.createObjectNode()
                .put("server", "hub")
                .put("method", method)
                .put("target", target)
                .put("code", code)
                .put("date", "Tue, 04 Mar 2031 10:00:00 GMT");
        line.set("body", body);
        lines.add(line);
    }

    /** The Migration is created. */
    RunTape creates(RecordedRun run) {
        ObjectNode created = run.object("migration", JSON.createObjectNode());
        if (run.json().has("migrationAtFirst")) {
            ((ObjectNode) created.path("spec")).remove("cancel");
        }
        answer("POST", KINDS + "migrations", 201, versioned(created));
        return this;
    }

    /** The Migration alone is watched, and then is changed. */
    RunTape changes(RecordedRun run, Predicate<RecordedRun.Version> before) {
        int watch = watch("migrations", run.migrationName(), run.object("migration", JSON.createObjectNode()));
        run.versions().stream()
                .filter(seen -> seen.of().equals("migration"))
                .filter(before)
                .forEach(seen -> event(watch, run.object(seen)));
        ObjectNode changed = run.object(last(run, "migration", before));
        answer("GET", KINDS + "migrations/" + run.migrationName(), 200, changed);
        answer("PATCH", KINDS + "migrations/" + run.migrationName(), 200, versioned(changed));
        return this;
    }

    /** Both are watched, to the end, from what they are before it. */
    RunTape watches(RecordedRun run, Predicate<RecordedRun.Version> before) {
        return watches(run, before, any -> true);
    }

    /** @param told which of the versions that come then */
    RunTape watches(RecordedRun run, Predicate<RecordedRun.Version> before, Predicate<RecordedRun.Version> told) {
        int migration = watch("migrations", run.migrationName(), run.object(last(run, "migration", before)));
        int plan = watch("plans", run.planName(), run.object(last(run, "plan", before)));
        run.versions().stream()
                .filter(before.negate())
                .filter(told)
                .forEach(seen -> event(seen.of().equals("plan") ? plan : migration, run.object(seen)));
        return this;
    }

    /** The Plan is looked at, once its run is over. */
    RunTape looksAt(RecordedRun run) {
        answer(
                "GET",
                KINDS + "migrations/" + run.migrationName(),
                200,
                run.object(last(run, "migration", any -> true)));
        watch("plans", run.planName(), run.object(last(run, "plan", any -> true)));
        return this;
    }

    private static RecordedRun.Version last(RecordedRun run, String of, Predicate<RecordedRun.Version> before) {
        return run.versions().stream()
                .filter(seen -> seen.of().equals(of))
                .filter(before)
                .reduce((a, b) -> b)
                .orElse(new RecordedRun.Version(0, of, JSON.createObjectNode()));
    }

    private int watch(String kinds, String name, ObjectNode first) {
        String query = "?fieldSelector=metadata.name%3D" + name;
        ObjectNode list = JSON.createObjectNode().put("apiVersion", "forklift.konveyor.io/v1beta1");
        list.put("kind", first.path("kind").asText() + "List");
        list.putArray("items").add(versioned(first));
        String listed = String.valueOf(++version);
        list.putObject("metadata").put("resourceVersion", listed);
        answer("GET", KINDS + kinds + query, 200, list);
        lines.add(JSON.createObjectNode()
                .put("server", "hub")
                .put("watch", ++watches)
                .put("target", KINDS + kinds + query + "&resourceVersion=" + listed + "&watch=true"));
        return watches;
    }

    private void event(int watch, ObjectNode object) {
        ObjectNode line = JSON.createObjectNode().put("watch", watch);
        line.putObject("event").put("type", "MODIFIED").set("object", versioned(object));
        lines.add(line);
    }

    private ObjectNode versioned(ObjectNode object) {
        ((ObjectNode) object.path("metadata")).put("resourceVersion", String.valueOf(++version));
        return object;
    }

    Path write() throws IOException {
        Path file = Scratch.folder("runs").resolve("run.jsonl.gz");
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            for (ObjectNode line : lines) {
                out.write(line + "\n");
            }
        }
        return file;
    }
}
