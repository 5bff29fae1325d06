package mtv.acceptance.stops;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteProcess;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.model.StorageMap;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.clock.SandboxTime;
import mtv.steps.CleanUp;
import org.awaitility.Awaitility;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGTERM to a run in a process of its own: nothing is left, whether it comes in a migration, while VMs are checked or
 * while cleaning up. Each moment lasts until it was seen: what the run waits for never comes, and its StorageMaps are
 * only gone when they are let go here.
 */
public class SignalledRunsTest {

    private static final String UNDER_WAY = "Stopped from outside";

    @DataProvider
    public Object[][] moments() {
        return new Object[][] {
            {
                "volume-stays-pending",
                "SanityColdMigrationE2E.createPlan",
                (Moment) SignalledRunsTest::migrates,
                "FAIL SanityColdMigrationE2E.executeMigration"
            },
            {
                "agent-never-connects",
                "SanityColdMigrationE2E.executeMigration",
                (Moment) SignalledRunsTest::startsVm,
                "FAIL SanityColdMigrationE2E.checkVms"
            },
        };
    }

    @Test(dataProvider = "moments")
    public void aSignalDuringALinkEndsItAndLeavesNothing(String endless, String passed, Moment moment, String failed)
            throws Exception {
        try (Held held = new Held(endless)) {
            held.await(() -> moment.hasCome(held), "the link is under way");
            held.run.destroy();
            held.await(() -> held.says(failed), "the link has ended");
            assertThat(held.keepsMaps()).isTrue();
            held.letGo();
            String said = held.end();
            assertThat(said)
                    .contains("PASS " + passed, UNDER_WAY, "Everything that the run created is removed")
                    .containsPattern(failed + ".*the run was stopped: SIGTERM");
            assertThat(said.substring(said.indexOf(UNDER_WAY))).doesNotContain("PASS", "Asked VM");
        }
    }

    @Test
    public void aSignalDuringTheCleanUpWaitsForItsEnd() throws Exception {
        try (Held held = new Held()) {
            held.await(held::isCleanedUp, "the clean-up waits for the maps");
            held.run.destroy();
            held.await(() -> held.says(UNDER_WAY), "the signal has come");
            assertThat(held.run.isAlive()).isTrue();
            held.letGo();
            assertThat(held.end())
                    .contains("PASS SanityColdMigrationE2E.checkVms", "Everything that the run created is removed")
                    .doesNotContain("FAIL", "the run was stopped");
        }
    }

    @Test
    public void aSecondSignalEndsItAtOnceAndTheLedgerIsNamed() throws Exception {
        try (Held held = new Held()) {
            held.await(held::isCleanedUp, "the clean-up waits for the maps");
            held.run.destroy();
            held.await(() -> held.says(UNDER_WAY), "the signal has come");
            held.run.destroy();
            assertThat(held.run.waitFor(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                    .as(held::said)
                    .isTrue();
            assertThat(held.run.exitValue()).isEqualTo(143);
            assertThat(held.said())
                    .containsPattern("Stopped a second time: .* named in .*[.]mtv-ledger/mtv-.*[.]jsonl");
            assertThat(held.keepsMaps()).isTrue();
            held.letGo();
            GivenSettings.during(held.sandbox.settings(), () -> {
                assertThat(CleanUp.clean(held.ledger())).isEmpty();
                return null;
            });
            assertThat(held.sandbox.state()).isEqualTo(held.before);
        }
    }

    /** As by {@code mvn clean} in another terminal. */
    @Test
    public void aRunWhoseClassesAreDeletedCleansUp() throws Exception {
        try (Held held = new Held("volume-stays-pending")) {
            held.await(() -> migrates(held), "the migration is under way");
            held.deleteClasses();
            held.run.destroy();
            held.await(held::isCleanedUp, "the clean-up waits for the maps");
            held.letGo();
            assertThat(held.end()).contains("Everything that the run created is removed");
        }
    }

    private static boolean migrates(Held held) {
        return held.hub.client().resources(Migration.class).inAnyNamespace().list().getItems().stream()
                .anyMatch(migration -> migration.has("Running"));
    }

    private static boolean startsVm(Held held) {
        return held.sandbox.requestsByKind().keySet().stream().anyMatch(request -> request.contains("/start"));
    }

    /** A moment of a run. */
    @FunctionalInterface
    private interface Moment {
        boolean hasCome(Held held);
    }

    /** A run whose StorageMaps have a finalizer, so that its clean-up does not end by itself. */
    private static final class Held implements AutoCloseable {

        private static final String FINALIZER = "example.test/held";

        private final Path faults = Files.writeString(Scratch.file("held", ".json"), """
                [{"about": "Objects that stay", "where": "api", "faults": [
                  {"name": "held", "says": "Deleted StorageMaps stay until they are let go.",
                   "when": {"on": "create storagemaps", "by": ["human"]},
                   "do": {"edit": [{"op": "set", "path": "/metadata/finalizers/-", "value": "%s"}]}}]}]
                """.formatted(FINALIZER));
        private final Path console = Scratch.file("console", ".txt");
        private final Path classes = Scratch.folder("classes");
        private final OutsideSandbox sandbox;
        private final Cluster hub;
        private final Map<String, Object> before;
        private final Process run;

        Held(String... others) throws IOException {
            Set<String> armed =
                    Stream.concat(Stream.of("held"), Stream.of(others)).collect(Collectors.toSet());
            sandbox = new OutsideSandbox(new SandboxConfig(2000, 1, Set.of())
                    .withFaultFile(Optional.of(faults))
                    .withFaults(armed));
            hub = sandbox.connect();
            before = sandbox.state();
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            // nobody can explain what holds the maps
            settings.put("unexplained", "report");
            run = SuiteProcess.start(
                    SuiteProcess.copiedClassPath(classes),
                    "testng-local.xml",
                    settings,
                    console,
                    List.of("-groups", "cold"));
        }

        void deleteClasses() throws IOException {
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        void await(BooleanSupplier moment, String sentence) {
            Awaitility.await(sentence).atMost(SandboxTime.HANG).until(() -> {
                assertThat(run.isAlive()).as(this::said).isTrue();
                return moment.getAsBoolean();
            });
        }

        boolean says(String words) {
            return said().contains(words);
        }

        private String said() {
            try {
                return Files.readString(console);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** As the run names it. */
        Path ledger() {
            return Pattern.compile("named in (.*[.]jsonl)")
                    .matcher(said())
                    .results()
                    .map(match -> Path.of(match.group(1)))
                    .findFirst()
                    .orElseThrow();
        }

        boolean keepsMaps() {
            return !maps().isEmpty();
        }

        /** Whether the clean-up only waits for the maps. */
        boolean isCleanedUp() {
            return maps().stream().anyMatch(map -> map.getMetadata().getDeletionTimestamp() != null);
        }

        private List<StorageMap> maps() {
            return hub.client()
                    .resources(StorageMap.class)
                    .inAnyNamespace()
                    .list()
                    .getItems();
        }

        void letGo() {
            maps().forEach(map -> hub.client()
                    .resource(map)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}"));
        }

        /** @return the output of the run, after it ended by the signal and left nothing */
        String end() throws InterruptedException {
            assertThat(run.waitFor(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                    .as(this::said)
                    .isTrue();
            assertThat(run.exitValue()).as(this::said).isEqualTo(143);
            assertThat(sandbox.state()).as(this::said).isEqualTo(before);
            return said();
        }

        @Override
        public void close() throws IOException {
            run.destroyForcibly();
            hub.close();
            sandbox.close();
            Files.delete(faults);
            if (Files.exists(classes)) {
                deleteClasses();
            }
        }
    }
}
