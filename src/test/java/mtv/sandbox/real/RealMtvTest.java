package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sandbox does what the real MTV did, in every recorded case. A line of {@code lanes.txt} names groups that are
 * played one after the other on a sandbox of their own, beside those of the other lines. Where a larger set of
 * recordings lies beside the project, its other cases are played too.
 */
public class RealMtvTest {

    private static final Logger LOG = LogManager.getLogger();
    private static final Path MORE = Path.of("..", "shared", "real");
    private static final double SCALE = 50;

    private final Recordings own = Recordings.own();
    private final Recordings recordings = Files.isDirectory(MORE) ? own.plus(Recordings.in(MORE)) : own;
    private final KnownDifferences known = KnownDifferences.own();
    private final Map<String, CompletableFuture<List<String>>> played = new LinkedHashMap<>();
    private ExecutorService lanes;

    @BeforeClass
    public void play() throws IOException {
        List<List<Recordings.Group>> all = lanes();
        lanes = Executors.newFixedThreadPool(all.size());
        all.forEach(lane -> {
            lane.forEach(group -> played.put(group.name(), new CompletableFuture<>()));
            lanes.execute(() -> play(lane));
        });
    }

    private List<List<Recordings.Group>> lanes() throws IOException {
        try (InputStream in = RealMtvTest.class.getResourceAsStream("lanes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split(" ")).map(this::group).toList())
                    .toList();
        }
    }

    private Recordings.Group group(String name) {
        return recordings.groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("lanes.txt names no group: " + name));
    }

    private void play(List<Recordings.Group> lane) {
        try (ReplaySandbox sandbox = new ReplaySandbox(recordings, SCALE)) {
            lane.forEach(group -> played.get(group.name()).complete(differences(sandbox, group)));
        } catch (RuntimeException | Error e) {
            lane.forEach(group -> played.get(group.name()).completeExceptionally(e));
        }
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        lanes.shutdownNow();
    }

    @DataProvider
    public Object[][] groups() {
        return played.keySet().stream().map(group -> new Object[] {group}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "groups")
    public void everyCaseEqualsItsRecording(String group) throws Exception {
        assertThat(played.get(group).get()).isEmpty();
    }

    @Test(dependsOnMethods = "everyCaseEqualsItsRecording", alwaysRun = true)
    public void everyKnownDifferenceStillOccurs() {
        played.values().forEach(CompletableFuture::join);
        assertThat(known.unused()).isEmpty();
    }

    /** One line each; none where nothing differs but what is known. */
    private List<String> differences(ReplaySandbox sandbox, Recordings.Group group) {
        long begin = System.nanoTime();
        RecordingComparison comparison = new RecordingComparison(group);
        Map<String, JsonNode> seen = sandbox.play(
                group, (one, here) -> differences(comparison, one, here).isEmpty());
        List<String> lines = new ArrayList<>();
        for (RecordedCase one : group.cases()) {
            if (sandbox.skipped().containsKey(one.id())) {
                lines.add("skipped " + one.id() + ": " + sandbox.skipped().get(one.id()));
            } else if (seen.containsKey(one.id())) {
                lines.addAll(differences(comparison, one, seen.get(one.id())));
            } else {
                lines.add("not played " + one.id());
            }
        }
        LOG.info("{}: {} cases in {} ms", group.name(), group.cases().size(), (System.nanoTime() - begin) / 1_000_000);
        return lines;
    }

    private List<String> differences(RecordingComparison comparison, RecordedCase one, JsonNode here) {
        List<String> lines = new ArrayList<>();
        comparison
                .of(one, here)
                .forEach((name, differences) -> differences.stream()
                        .filter(difference -> !known.has(name, difference))
                        .forEach(difference -> lines.add(name + ": " + difference)));
        return lines;
    }

    @Test
    public void theProjectsCasesEqualThoseOfTheLargerSet() throws IOException {
        if (!Files.isDirectory(MORE)) {
            throw new SkipException(MORE + " is not there: the project's own cases are played alone");
        }
        Recordings more = Recordings.in(MORE);
        Map<String, RecordedCase> theirs = more.byId();
        own.byId().forEach((id, one) -> {
            assertThat(theirs).containsKey(id);
            assertThat(one.facts()).as(id).isEqualTo(theirs.get(id).facts());
        });
        for (Recordings.Group group : own.groups()) {
            Recordings.Group other = more.groups().stream()
                    .filter(theirGroup -> theirGroup.name().equals(group.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(List.of(group.common(), group.apart()))
                    .as(group.name())
                    .isEqualTo(List.of(other.common(), other.apart()));
        }
    }
}
