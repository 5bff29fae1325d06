package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * Plays several migrations at once, each with its own Plan and VMs, and records every version of every object that they
 * create.
 */
final class MigrationReplay implements AutoCloseable {

    private static final Set<String> ENDS = Set.of("Succeeded", "Failed", "Canceled");

    private static final Duration POLL = Duration.ofMillis(200);

    private final CasePlayer player;
    private final List<RecordedCase> cases;
    private final Consumer<String> arm;
    private final List<RunSummary.Version> versions = new ArrayList<>();
    private final List<Stream<JsonNode>> watches = new ArrayList<>();
    private final Map<String, Integer> begun = new LinkedHashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /** @param arm activates a fault of the sandbox by its name */
    private MigrationReplay(CasePlayer player, List<RecordedCase> cases, Consumer<String> arm) {
        this.player = player;
        this.cases = cases;
        this.arm = arm;
    }

    /** The summaries of the migrations by the ids of their cases. */
    static Map<String, JsonNode> play(
            CaseReplay replay, CasePlayer player, List<RecordedCase> cases, MigrationReplay.Setup setup) {
        replay.prepare(cases);
        cases.forEach(player::act);
        try (MigrationReplay runs = new MigrationReplay(player, cases, setup.arm())) {
            runs.watch();
            Instant end = Instant.now().plus(setup.longest());
            await().forever()
                    .pollInterval(POLL)
                    .until(() -> runs.areOver() || Instant.now().isAfter(end));
            Instant last = Instant.now().plus(setup.rest());
            await().forever().pollInterval(POLL).until(() -> Instant.now().isAfter(last));
            return runs.summaries();
        }
    }

    /**
     * @param longest how long all of them may take
     * @param rest how long to wait afterwards for objects that are created or deleted late
     */
    record Setup(Consumer<String> arm, Duration longest, Duration rest) {}

    private void watch() {
        for (String kind : RunSummary.WATCHED) {
            try {
                Stream<JsonNode> events =
                        player.target().watch(kind, player.names().get("NAMESPACE"));
                watches.add(events);
                Thread reader = new Thread(() -> events.forEach(event -> note(kind, event)), "watch " + kind);
                reader.setDaemon(true);
                reader.setUncaughtExceptionHandler((thread, closed) -> {});
                reader.start();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(kind, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void note(String kind, JsonNode event) {
        String type = event.path("type").asText();
        if (Set.of("ADDED", "MODIFIED", "DELETED").contains(type)) {
            JsonNode object = event.path("object");
            synchronized (versions) {
                versions.add(new RunSummary.Version(kind, type.equals("DELETED"), object));
            }
            if (kind.equals("Plan")) {
                cases.forEach(one -> cancel(one, object));
            }
        }
    }

    private static JsonNode migration(RecordedCase one) {
        return one.json().path("play").path("migration");
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    /** Cancels VMs when another VM is in one of the phases that the case names. */
    private void cancel(RecordedCase one, JsonNode plan) {
        JsonNode cancel = one.json().path("play").path("cancel");
        String name = name(migration(one));
        if (cancel.isMissingNode() || !name(plan).equals(name) || asked.contains(name)) {
            return;
        }
        JsonNode when = cancel.path("when");
        for (JsonNode vm : plan.at("/status/migration/vms")) {
            boolean now = vm.path("name").equals(when.path("vm"))
                    && when.path("phases").valueStream().anyMatch(vm.path("phase")::equals);
            if (now && asked.add(name)) {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.putObject("spec").set("cancel", player.names().fill(cancel.path("list")));
                player.target()
                        .patch(ClusterUnderTest.path("Migration", player.names().get("NAMESPACE"), name), body);
            }
        }
    }

    private boolean areOver() {
        String namespace = player.names().get("NAMESPACE");
        Map<String, JsonNode> plans = player.target().listed("Plan", namespace);
        Map<String, JsonNode> migrations = player.target().listed("Migration", namespace);
        for (RecordedCase one : cases) {
            String plan = migration(one).at("/spec/plan/name").asText();
            if (!begun.containsKey(one.id())
                    && RunSummary.types(plans.get(plan)).contains("Ready")) {
                begin(one);
            }
            if (begun.containsKey(one.id())
                    && RunSummary.types(migrations.get(name(migration(one)))).stream()
                            .anyMatch(ENDS::contains)) {
                ended.add(one.id());
            }
        }
        return ended.size() == cases.size();
    }

    private void begin(RecordedCase one) {
        JsonNode play = one.json().path("play");
        ObjectNode body = (ObjectNode) player.names().fill(migration(one));
        if (play.has("cutover")) {
            body.withObject("/spec")
                    .put(
                            "cutover",
                            now().plusSeconds(play.path("cutover").asLong()).toString());
        }
        if (play.has("fault")) {
            arm.accept(play.path("fault").asText());
        }
        synchronized (versions) {
            begun.put(one.id(), versions.size());
        }
        player.target().create(body, player.target().token());
    }

    /** The current time of the cluster's clock. */
    private Instant now() {
        ObjectNode clock = JsonNodeFactory.instance.objectNode().put("kind", "ConfigMap");
        clock.putObject("metadata")
                .put("generateName", "clock-")
                .put("namespace", player.names().get("NAMESPACE"));
        return Instant.parse(player.target()
                .create(clock, player.target().token())
                .body()
                .at("/metadata/creationTimestamp")
                .asText());
    }

    /** The summaries of migrations that have started. */
    private Map<String, JsonNode> summaries() {
        List<RunSummary.Version> all;
        synchronized (versions) {
            all = List.copyOf(versions);
        }
        Map<String, JsonNode> summaries = new LinkedHashMap<>();
        for (RecordedCase one : cases) {
            if (begun.containsKey(one.id())) {
                RunSummary summary = new RunSummary(
                        player.names(), all.subList(begun.get(one.id()), all.size()), name(migration(one)));
                ObjectNode seen =
                        summary.of(migration(one).at("/spec/plan/name").asText());
                if (!ended.contains(one.id())) {
                    seen.put("ended", "not within the time that was left");
                }
                summaries.put(one.id(), seen);
            }
        }
        return summaries;
    }

    @Override
    public void close() {
        watches.forEach(Stream::close);
    }
}
