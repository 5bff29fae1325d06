package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.awaitility.Awaitility.await;

/**
 * Plays the cases of one group in waves, so that each finds the objects that it refers to: Providers before maps before
 * Plans before Migrations. The last observation is compared, after nothing has changed for a while. A case that differs
 * gets more time, because machines are slow now and then.
 */
final class CaseReplay {

    private static final List<String> ORDER = List.of("Namespace", "Provider", "StorageMap", "Plan", "Migration");
    private static final Map<String, Integer> RANKS =
            Map.of("NetworkMap", 2, "Host", 2, "VirtualMachine", 1, "PersistentVolumeClaim", 1);
    /** The kinds that a chain starts with, one set after the other. */
    private static final List<Set<String>> BEGINNING =
            List.of(Set.of("Secret", "Provider", "VirtualMachine"), Set.of("StorageMap", "NetworkMap"), Set.of("Plan"));

    private static final Duration POLL = Duration.ofMillis(250);

    private static final Expectation ANY = (one, here) -> true;

    private final CasePlayer player;
    private final Pace pace;

    /**
     * How long to wait, in real time.
     *
     * @param scale seconds of the cluster's clock in one real second
     * @param quiet how long nothing changes before a case is settled
     * @param longest the additional time for a case that differs
     */
    record Pace(double scale, Duration quiet, Duration longest) {

        Duration of(double seconds) {
            return Duration.ofMillis(Math.round(1000 * seconds / scale));
        }
    }

    /** Decides whether an observation of a case equals its recording. */
    interface Expectation {

        boolean isMet(RecordedCase one, JsonNode here);
    }

    CaseReplay(CasePlayer player, Pace pace) {
        this.player = player;
        this.pace = pace;
    }

    /** The observations by the ids of the cases. Cases that could not be played are left out. */
    Map<String, JsonNode> of(List<RecordedCase> cases, Expectation expectation) {
        if (cases.get(0).isQuestion()) {
            return questions(cases);
        }
        return cases.get(0).chain().isEmpty() ? independent(cases, expectation) : chains(cases, expectation);
    }

    private Map<String, JsonNode> questions(List<RecordedCase> cases) {
        prepare(cases);
        player.target()
                .inventory("/providers")
                .body()
                .forEach(type -> type.forEach(provider -> {
                    if (provider.path("namespace")
                            .asText()
                            .equals(player.names().get("NAMESPACE"))) {
                        player.names()
                                .put(
                                        "UID:" + provider.path("name").asText(),
                                        provider.path("uid").asText());
                    }
                }));
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        cases.forEach(one -> seen.put(one.id(), player.ask(one)));
        return seen;
    }

    private Map<String, JsonNode> independent(List<RecordedCase> cases, Expectation expectation) {
        prepare(cases);
        List<List<RecordedCase>> waves = waves(cases);
        for (List<RecordedCase> wave : waves) {
            wave.forEach(player::act);
            if (wave != waves.get(waves.size() - 1)) {
                settle(wave, 10, expectation);
            }
        }
        return settle(
                cases, cases.stream().mapToDouble(one -> one.seconds(20)).max().orElse(0), expectation);
    }

    /** Plays the first case of each chain, then the second of each, and so on. */
    private Map<String, JsonNode> chains(List<RecordedCase> cases, Expectation expectation) {
        prepare(cases);
        Map<String, List<RecordedCase>> chains = new LinkedHashMap<>();
        cases.forEach(one ->
                chains.computeIfAbsent(one.chain(), chain -> new ArrayList<>()).add(one));
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        int longest = chains.values().stream().mapToInt(List::size).max().orElse(0);
        for (int step = 0; step < longest; step++) {
            int at = step;
            List<RecordedCase> now = chains.values().stream()
                    .filter(chain -> chain.size() > at)
                    .map(chain -> chain.get(at))
                    .toList();
            if (step == 0) {
                begin(now);
            }
            now.forEach(player::act);
            seen.putAll(settle(
                    now, now.stream().mapToDouble(one -> one.seconds(10)).max().orElse(0), expectation));
        }
        return seen;
    }

    private void begin(List<RecordedCase> cases) {
        for (int at = 0; at < BEGINNING.size(); at++) {
            List<RecordedCase> wave = new ArrayList<>();
            for (RecordedCase one : cases) {
                List<List<RecordedCase.Action>> parts = BEGINNING.stream()
                        .map(kinds -> one.actions().stream()
                                .filter(action -> kinds.contains(action.kind()))
                                .toList())
                        .filter(part -> !part.isEmpty())
                        .toList();
                if (at < parts.size()) {
                    player.act(one, parts.get(at));
                    wave.add(one);
                }
            }
            if (!wave.isEmpty()) {
                settle(wave, 6, ANY);
            }
        }
    }

    /** Plays what these cases need, and waits until it is settled. */
    void prepare(List<RecordedCase> cases) {
        for (List<RecordedCase> wave : waves(player.needed(cases))) {
            wave.forEach(player::act);
            settle(
                    wave.stream()
                            .map(one -> one.seeing(ObjectSummary.created(one)))
                            .toList(),
                    6,
                    ANY);
        }
    }

    private static List<List<RecordedCase>> waves(List<RecordedCase> cases) {
        Map<Integer, List<RecordedCase>> waves = new TreeMap<>();
        cases.forEach(one -> waves.computeIfAbsent(
                        one.actions().stream().mapToInt(CaseReplay::rank).max().orElse(0), rank -> new ArrayList<>())
                .add(one));
        return List.copyOf(waves.values());
    }

    private static int rank(RecordedCase.Action action) {
        return RANKS.getOrDefault(action.kind(), Math.max(0, ORDER.indexOf(action.kind())));
    }

    /** @param wait seconds of the cluster's clock that pass at least */
    private Map<String, JsonNode> settle(List<RecordedCase> cases, double wait, Expectation expectation) {
        Settling settling = new Settling(cases, wait, expectation);
        await().pollInterval(POLL).pollDelay(Duration.ZERO).forever().until(settling::isDone);
        return settling.last;
    }

    /** Until nothing that is compared has changed for a while. */
    private final class Settling {

        private final List<RecordedCase> cases;
        private final Expectation expectation;
        private final Instant least;
        private final Instant most;
        private Instant changed = Instant.now();
        private Map<String, JsonNode> last = Map.of();

        Settling(List<RecordedCase> cases, double wait, Expectation expectation) {
            this.expectation = expectation;
            this.cases = cases;
            this.least = changed.plus(pace.of(wait));
            this.most = least.plus(pace.longest());
        }

        boolean isDone() {
            Map<String, JsonNode> now = player.look(cases);
            Instant at = Instant.now();
            if (!now.equals(last)) {
                last = now;
                changed = at;
            }
            boolean quiet = !at.isBefore(least) && !at.isBefore(changed.plus(pace.quiet()));
            return quiet && isMet() || !at.isBefore(most);
        }

        private boolean isMet() {
            return cases.stream()
                    .allMatch(one -> !last.containsKey(one.id()) || expectation.isMet(one, last.get(one.id())));
        }
    }
}
