package mtv.acceptance;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.sandbox.OpenShift;
import mtv.sandbox.SandboxConfig;
import mtv.steps.CleanUp;
import org.testng.ITestResult;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** The remote suite with a remote destination that is another cluster. */
public class TwoClustersTest {

    private static final SandboxConfig TWO = new SandboxConfig(2000, 1, Set.of()).withClusters(2);

    /** A known mistake: the destination is meant to be remote, but MTV takes it for its own cluster. */
    private static final String WITHOUT_URL = """
            [{"about": "Providers", "where": "provider", "faults": [
              {"name": "destination-without-url", "says": "A Provider of a remote cluster loses its url.",
               "when": {"on": "create providers", "is": {"/spec/type": "openshift", "/spec/url": "https://*"}},
               "do": {"edit": [{"op": "set", "path": "/spec/url", "value": ""}]}}]}]
            """;

    private OutsideSandbox sandbox;
    private Map<String, Object> fresh;

    @BeforeClass
    public void start() throws IOException {
        sandbox = new OutsideSandbox(TWO);
        fresh = sandbox.state();
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        sandbox.close();
    }

    @Test
    public void theRemoteSuitePassesAndLeavesNothingOnBothClusters() throws IOException {
        SuiteRun run = GivenSettings.during(
                sandbox.settings(), () -> SuiteRun.of("testng-remote.xml", Map.of(), test -> true));

        assertThat(run.messages()).isEmpty();
        assertThat(run.links(ITestResult.SUCCESS)).hasSize(20);
        assertThat(sandbox.state()).isEqualTo(fresh);
    }

    @Test
    public void theLocalSuiteMigratesToTheHub() throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("storage_class", "standard-csi");

        SuiteRun run = GivenSettings.during(settings, () -> cold("testng-local.xml", Map.of()));

        assertThat(run.messages()).isEmpty();
        assertThat(run.links(ITestResult.SUCCESS)).hasSize(5);
        assertThat(sandbox.state()).isEqualTo(fresh);
    }

    /** With a token instead of a password, and a storage class that only the remote cluster has. */
    @Test
    public void cleanUpRemovesWhatAKilledRunLeftOnBothClusters() throws IOException {
        OpenShift remote = sandbox.clusters().get(1);
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.keySet().removeAll(List.of("remote_cluster_username", "remote_cluster_password"));
        settings.put("remote_cluster_token", remote.token(OpenShift.ADMIN));
        settings.put("storage_class", "lvms-vg1");

        SuiteRun run = GivenSettings.during(settings, () -> cold("testng-remote.xml", Map.of("skip_teardown", "true")));

        assertThat(run.messages()).isEmpty();
        Map<String, List<String>> left = sandbox.migrated();
        assertThat(left.get("hub")).isEmpty();
        assertThat(left.get("remote")).isNotEmpty();
        GivenSettings.during(settings, () -> {
            assertThat(CleanUp.clean(ledger(left.get("remote").get(0)))).isEmpty();
            return run;
        });
        assertThat(sandbox.state()).isEqualTo(fresh);
    }

    @Test
    public void theSafeguardComparesTheDestinationCluster() throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("remote_ocp_cluster", "localhost");

        SuiteRun run = GivenSettings.during(settings, () -> cold("testng-remote.xml", Map.of()));

        assertThat(run.messages())
                .singleElement()
                .asString()
                .contains("connected API host is \"127.0.0.1\": point remote_cluster_host at the expected cluster");
        assertThat(sandbox.state()).isEqualTo(fresh);
    }

    @Test
    public void aVmThatLandsOnTheHubIsNoticed() throws IOException {
        Path fault = Files.writeString(Scratch.file("fault", ".json"), WITHOUT_URL);
        try (OutsideSandbox wrong = new OutsideSandbox(
                TWO.withFaultFile(Optional.of(fault)).withFaults(Set.of("destination-without-url")))) {
            Map<String, Object> before = wrong.state();

            SuiteRun run = GivenSettings.during(wrong.settings(), () -> cold("testng-remote.xml", Map.of()));

            assertThat(run.links(ITestResult.FAILURE)).containsExactly("checkVms");
            assertThat(run.messages())
                    .singleElement()
                    .asString()
                    .containsPattern("mtv-\\S+: existence expected VM .+, but was no such VM")
                    .containsPattern(
                            "mtv-\\S+: cluster expected the remote https.+, but was VirtualMachine .+ on the hub");
            assertThat(wrong.state()).isEqualTo(before);
        } finally {
            Files.delete(fault);
        }
    }

    private static SuiteRun cold(String file, Map<String, String> parameters) throws IOException {
        return SuiteRun.of(
                file, parameters, test -> test.getXmlClasses().get(0).getName().contains("Cold"));
    }

    /** Named by the run's id, with which every name of a run begins. */
    private static Path ledger(String vm) {
        return Path.of(".mtv-ledger", vm.substring(0, "mtv-abcde".length()) + ".jsonl");
    }
}
