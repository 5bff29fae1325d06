package mtv.acceptance.stops;

import mtv.Scratch;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.StorageMap;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.clock.SandboxTime;
import mtv.settings.RunSettings;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.awaitility.Awaitility;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;

/**
 * A run that is stopped from outside while a change of its own is under way: it is carried out only some time after the
 * stop, and is undone nevertheless. The chain does nothing more.
 */
public class StoppedRunsTest {

    private static final int LATE = 400;

    @DataProvider
    public Object[][] changes() {
        return new Object[][] {
            {"create namespaces"},
            {"create secrets"},
            {"create providers"},
            {"create storagemaps"},
            {"create plans"},
            {"create migrations"},
            {"patch forkliftcontrollers"},
        };
    }

    @Test(dataProvider = "changes")
    public void aChangeUnderWayIsUndoneAndNoneFollows(String change) throws Exception {
        Path faults = Files.writeString(Scratch.file("late", ".json"), """
                [{"about": "Slow changes", "where": "api", "faults": [
                  {"name": "late", "says": "A change is carried out late.",
                   "when": {"on": "%s", "by": ["human"]}, "do": {"answer": {"delayMs": %d}}}]}]
                """.formatted(change, LATE));
        SandboxConfig slow = new SandboxConfig(2000, 1, Set.of())
                .withFaultFile(Optional.of(faults))
                .withFaults(Set.of("late"));
        try (OutsideSandbox sandbox = new OutsideSandbox(slow)) {
            stopAt(sandbox, () -> sandbox.fired().contains("late"));
        } finally {
            Files.delete(faults);
        }
    }

    @Test
    public void aStopEndsAMigration() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox(1000);
                Cluster cluster = sandbox.connect()) {
            String said = stopAt(
                    sandbox,
                    () -> cluster.client().resources(Migration.class).inAnyNamespace().list().getItems().stream()
                            .anyMatch(migration -> migration.has("Running")));
            assertThat(said)
                    .containsPattern(
                            "Waited until (Migration|Plan) \\S+ has Succeeded.*, but the run was stopped: by a test");
            assertThat(sandbox.requestsByKind().keySet()).noneMatch(request -> request.contains("start"));
        }
    }

    /** @return the message with which the chain ended */
    private static String stopAt(OutsideSandbox sandbox, Moment moment) throws Exception {
        Map<String, Object> before = sandbox.state();
        Map<String, String> given = new HashMap<>(sandbox.settings());
        given.put("mins_before_cutover", "1440");
        TestBed bed = TestBed.prepare(
                Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none())), "local");
        CompletableFuture<Void> chain = CompletableFuture.runAsync(() -> follow(bed));
        Awaitility.await("the moment has come")
                .atMost(SandboxTime.HANG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    assertThat(chain).isNotDone();
                    return moment.hasCome();
                });

        bed.stop("by a test");

        assertThat(sandbox.state()).isEqualTo(before);
        assertThat(bed.ledger()).as("the run's ledger").isPresent().get(PATH).doesNotExist();
        String said = end(chain);
        assertThat(said).contains("stopped");
        assertThat(bed.stopped()).contains("the run was stopped: by a test");
        assertThat(new CountDownLatch(1).await(2L * LATE, TimeUnit.MILLISECONDS))
                .as("time for the late answers")
                .isFalse();
        assertThat(sandbox.state()).as("later").isEqualTo(before);
        return said;
    }

    private static String end(CompletableFuture<Void> chain) throws Exception {
        try {
            chain.get(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
            return "came to its good end";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }

    private static void follow(TestBed prepared) {
        OpenTestBed bed = prepared.open();
        RunSettings times = bed.settings().run();
        bed.precopyInterval().hold(Duration.ofMinutes(7));
        MigrationSteps steps = bed.migration(bed.scenario("test_sanity_warm_mtv_migration"), times);
        StorageMap storageMap = steps.createStorageMap();
        NetworkMap networkMap = steps.createNetworkMap();
        steps.checkVms(steps.executeMigration(steps.createPlan(storageMap, networkMap)));
    }

    /** A moment of a run. */
    @FunctionalInterface
    private interface Moment {
        boolean hasCome();
    }
}
