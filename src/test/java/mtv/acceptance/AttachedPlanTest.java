package mtv.acceptance;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteProcess;
import mtv.acceptance.harness.SuiteRun;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.sandbox.clock.SandboxTime;
import org.awaitility.Awaitility;
import org.testng.ITestResult;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;

/** A run that looks at Plans which somebody else made: here a run that has left everything as it was. */
public class AttachedPlanTest {

    private static final String LOCAL = "testng-local.xml";
    private static final String REMOTE = "testng-remote.xml";

    /** All but these is no look. The session is one of a password, and is ended by deleting its token. */
    private static final List<String> LOOKS =
            List.of("get ", "list ", "watch ", "create selfsubject", "delete useroauthaccesstokens");

    private Path evidence;

    @BeforeMethod
    public void makeFolder() throws IOException {
        evidence = Scratch.folder("evidence");
    }

    @DataProvider
    public Object[][] migrations() {
        return new Object[][] {
            {LOCAL, "Cold migration, sanity"},
            {LOCAL, "Warm migration of two disks and two NICs"},
            {REMOTE, "Cold migration to a remote OpenShift"},
        };
    }

    @Test(dataProvider = "migrations")
    public void theVmsOfAPlanAreCheckedAndNothingIsChanged(String suite, String migration) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            migrate(sandbox, suite, migration);
            Map<String, Object> before = sandbox.state();
            Map<String, Long> asked = sandbox.requestsByKind();
            List<String> versions = versions(hub);
            SuiteRun run = attach(sandbox, suite, name(plans(hub).get(0)));
            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).containsExactly("awaitMigration", "checkVms");
            assertThat(changes(sandbox, asked)).isEmpty();
            assertThat(versions(hub)).as("versions of the Plans").isEqualTo(versions);
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    @DataProvider
    public Object[][] faults() {
        return new Object[][] {{"nic-lost", "nic"}, {"disk-lost", "disk"}, {"memory-decimal", "memory"}};
    }

    @Test(dataProvider = "faults")
    public void aDifferenceIsFound(String fault, String said) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(fault);
                Cluster hub = sandbox.connect()) {
            GivenSettings.during(
                    with(sandbox, Map.of("skip_teardown", "true", "check_vms_signals", "false")),
                    () -> SuiteRun.of(LOCAL, Map.of(), test -> test.getName().equals("Cold migration, sanity")));
            SuiteRun run = attach(sandbox, LOCAL, name(plans(hub).get(0)));
            assertThat(run.links(ITestResult.FAILURE)).containsExactly("checkVms");
            assertThat(run.messages()).singleElement().asString().containsIgnoringCase(said);
        }
    }

    /** The wave is a Plan to each kind of destination; each suite looks at its own. */
    @Test
    public void aWaveIsDividedByDestination() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            migrate(sandbox, LOCAL, "Cold migration, sanity");
            migrate(sandbox, REMOTE, "Cold migration to a remote OpenShift");
            plans(hub)
                    .forEach(plan -> hub.client()
                            .resource(plan)
                            .patch(
                                    PatchContext.of(PatchType.JSON_MERGE),
                                    "{\"metadata\":{\"labels\":{\"wave\":\"3\"}}}"));
            for (String suite : List.of(LOCAL, REMOTE)) {
                SuiteRun run = attach(sandbox, suite, "wave=3");
                assertThat(run.messages()).as(suite).isEmpty();
                assertThat(run.links(ITestResult.SUCCESS)).as(suite).containsExactly("awaitMigration", "checkVms");
            }
        }
    }

    @Test
    public void aMigrationThatRunsIsWaitedFor() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox(300);
                Cluster hub = sandbox.connect()) {
            Process other = SuiteProcess.start(
                    LOCAL,
                    // its checks would start a VM that is off, while this run looks at it
                    with(sandbox, Map.of("skip_teardown", "true", "check_vms_signals", "false")),
                    Scratch.file("other", ".txt"),
                    "-groups",
                    "cold");
            Awaitility.await("a migration runs")
                    .atMost(SandboxTime.HANG)
                    .until(() -> hub.client().resources(Migration.class).inAnyNamespace().list().getItems().stream()
                            .anyMatch(migration -> migration.has("Running")));
            SuiteRun run = attach(sandbox, LOCAL, name(plans(hub).get(0)));
            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).containsExactly("awaitMigration", "checkVms");
            assertThat(other.waitFor()).isZero();
        }
    }

    @Test
    public void whatIsNotThereIsTold() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            SuiteRun none = attach(sandbox, LOCAL, "shop/none");
            assertThat(none.messages())
                    .singleElement()
                    .asString()
                    .contains("Wanted to look at Plan shop/none, but there is none on https://");
            assertThat(none.links(ITestResult.SKIP)).containsExactlyInAnyOrder("awaitMigration", "checkVms");
            SuiteRun wave = attach(sandbox, LOCAL, "wave=4");
            assertThat(wave.messages()).singleElement().asString().contains("Plans with the labels wave=4");
        }
    }

    /** As people write Plans by hand. */
    @Test
    public void aPlanMayNameItsVmsByNameAlone() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            migrate(sandbox, LOCAL, "Cold migration, sanity");
            hub.client()
                    .resource(plans(hub).get(0))
                    .patch(PatchContext.of(PatchType.JSON), "[{\"op\": \"remove\", \"path\": \"/spec/vms/0/id\"}]");
            SuiteRun run = attach(sandbox, LOCAL, name(plans(hub).get(0)));
            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).containsExactly("awaitMigration", "checkVms");
        }
    }

    @Test
    public void aPlanThatNobodyRanIsTold() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            migrate(sandbox, LOCAL, "Cold migration, sanity");
            hub.client().resources(Migration.class).inAnyNamespace().delete();
            SuiteRun run = attach(sandbox, LOCAL, name(plans(hub).get(0)));
            assertThat(run.links(ITestResult.FAILURE)).containsExactly("awaitMigration");
            assertThat(run.links(ITestResult.SKIP)).containsExactly("checkVms");
            assertThat(run.messages()).singleElement().asString().contains("was not run: no Migration names it");
            try (Stream<Path> files = Files.walk(evidence)) {
                assertThat(files.filter(file -> file.endsWith("must-gather.txt")))
                        .singleElement(PATH)
                        .content()
                        .contains("with attach_plan a run creates nothing");
            }
        }
    }

    private static void migrate(OutsideSandbox sandbox, String suite, String migration) throws IOException {
        SuiteRun run = GivenSettings.during(
                with(sandbox, Map.of("skip_teardown", "true")),
                () -> SuiteRun.of(suite, Map.of(), test -> test.getName().equals(migration)));
        assertThat(run.messages()).isEmpty();
    }

    /** Without a source and a storage class, of which whoever looks need know nothing. */
    private SuiteRun attach(OutsideSandbox sandbox, String suite, String plans) throws IOException {
        Map<String, String> settings = with(
                sandbox,
                Map.of("attach_plan", plans, "must_gather", "on_failure", "evidence_path", evidence.toString()));
        settings.keySet().removeAll(Set.of("source_provider", "storage_class", "providers_file"));
        return GivenSettings.during(settings, () -> SuiteRun.of(suite, Map.of(), test -> true));
    }

    private static Map<String, String> with(OutsideSandbox sandbox, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.putAll(more);
        return settings;
    }

    private static List<Plan> plans(Cluster hub) {
        return hub.client().resources(Plan.class).inAnyNamespace().list().getItems();
    }

    private static String name(Plan plan) {
        return plan.getMetadata().getNamespace() + "/" + plan.getMetadata().getName();
    }

    private static List<String> versions(Cluster hub) {
        return plans(hub).stream()
                .map(plan -> plan.getMetadata().getResourceVersion())
                .toList();
    }

    /** What was asked since then and is no look, with how often. */
    private static Map<String, Long> changes(OutsideSandbox sandbox, Map<String, Long> before) {
        Map<String, Long> since = new TreeMap<>(sandbox.requestsByKind());
        since.replaceAll((kind, count) -> count - before.getOrDefault(kind, 0L));
        return since.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .filter(entry -> LOOKS.stream().noneMatch(entry.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
