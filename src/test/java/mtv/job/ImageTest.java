package mtv.job;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.sandbox.clock.SandboxTime;
import org.awaitility.Awaitility;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What the Job starts, in the image that the Containerfile describes, against a sandbox in another process. */
public class ImageTest {

    private static final Map<String, String> POD = Map.of("POD", "mtv-e2e-x7k2p");
    private static final String RED = "--results=/results/$(POD)";
    private static final String RESULTS = "/results/mtv-e2e-x7k2p";

    private Container container;

    @BeforeClass
    public void read() throws IOException {
        container = OpenShiftFiles.job("job.yaml")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    @Test
    public void theImageRunsAsAnyUserAndItsFirstProcessIsJava() throws IOException {
        Containerfile file = Containerfile.read(Path.of("config", "openshift", "Containerfile"));
        assertThat(file.last("USER"))
                .as("a number, so that runAsNonRoot can be seen to hold")
                .matches("[1-9]\\d*");
        assertThat(file.command("ENTRYPOINT")).startsWith("java").endsWith(RunSuites.class.getName());
        assertThat(file.instructions())
                .as("nothing is run to build it, and nothing belongs to one user")
                .noneMatch(each -> each.keyword().equals("RUN") || each.rest().contains("--ch"));
        assertThat(file.command("CMD")).contains("testng-remote.xml", "testng-local.xml");
    }

    @Test
    public void bothSuitesPassWithTheResultsOfARunOutside() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();
            try (ImageRun run = ImageRun.start(container, sandbox.settings(), POD)) {
                assertThat(run.end()).as(run::said).isZero();
                Path results = run.inside(RESULTS);
                assertThat(Files.readString(results.resolve("testng-results.xml")))
                        .contains("failed=\"0\"", "name=\"MTV remote\"", "name=\"MTV local\"", "name=\"checkVms\"");
                assertThat(ImageRun.allure(results))
                        .as("steps are woven in")
                        .contains("\"name\":\"Create the StorageMap\"", "\"status\":\"passed\"");
                assertThat(ImageRun.allure(results))
                        .as("labels")
                        .contains(label("epic", "Source vsphere"), label("feature", "Remote OpenShift"))
                        .contains(label("severity", "blocker"), label("severity", "critical"))
                        .contains(label("owner", "MTV QE"), label("layer", "e2e"), label("tag", "warm"));
                assertThat(results.resolve("mtv.log")).isNotEmptyFile();
                assertThat(results.resolve("scale")).isNotEmptyDirectory();
                assertThat(run.said()).contains("PASS ").doesNotContain("cannot be looked at");
                assertThat(run.inside("/results/ledger")).isEmptyDirectory();
                assertThat(run.writtenElsewhere()).as("written to the image").isEmpty();
                assertThat(sandbox.state()).as("left behind").isEqualTo(before);
            }
        }
    }

    private static String label(String name, String value) {
        return "{\"name\":\"" + name + "\",\"value\":\"" + value + "\"}";
    }

    @DataProvider
    public Object[][] redRuns() {
        return new Object[][] {
            {List.of(RED, "testng-local.xml"), Map.of("cluster_host", "one two"), 1, "The settings have 1 problem"},
            {List.of(RED, "testng-remote.xml"), Map.of("remote_ocp_cluster", ""), 1, "No test ran"},
            {List.of(RED, "testng-remove.xml"), Map.of(), 2, "There is no suite file"},
            {List.of(RED, "--result=/results", "testng-local.xml"), Map.of(), 2, "Unknown option"},
        };
    }

    @Test(dataProvider = "redRuns")
    public void theExitCodeTellsWhatWasWrong(List<String> args, Map<String, String> other, int code, String said)
            throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.putAll(other);
            Container given = new ContainerBuilder(container).withArgs(args).build();
            try (ImageRun run = ImageRun.start(given, settings, POD)) {
                assertThat(run.end()).as(run::said).isEqualTo(code);
                assertThat(run.said()).contains(said);
                assertThat(Files.exists(run.inside(RESULTS).resolve("testng-results.xml")))
                        .as("results")
                        .isEqualTo(code == 1);
            }
        }
    }

    /** The kubelet sends SIGTERM, and waits for the grace period. */
    @Test
    public void aPodThatIsStoppedCleansUpAndReports() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox("volume-stays-pending");
                Cluster hub = sandbox.connect()) {
            Map<String, Object> before = sandbox.state();
            try (ImageRun run = ImageRun.start(container, sandbox.settings(), POD)) {
                Awaitility.await("a migration runs").atMost(SandboxTime.HANG).until(() -> {
                    assertThat(run.isAlive()).as(run::said).isTrue();
                    return hub.client().resources(Migration.class).inAnyNamespace().list().getItems().stream()
                            .anyMatch(migration -> migration.has("Running"));
                });
                run.stop();
                assertThat(run.end()).as(run::said).isEqualTo(143);
                assertThat(sandbox.state()).as(run::said).isEqualTo(before);
                assertThat(run.said())
                        .contains("Everything that the run created is removed")
                        .as("the second suite is not begun")
                        .containsOnlyOnce("Logged in to")
                        .containsPattern("FAIL .*openTestBed .*Not begun: this suite, since the run was stopped");
                assertThat(run.inside("/results/ledger")).isEmptyDirectory();
                assertThat(Files.readString(run.inside(RESULTS).resolve("testng-results.xml")))
                        .containsPattern(Pattern.compile("the run was stopped: SIGTERM"));
            }
        }
    }
}
