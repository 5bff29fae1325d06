package mtv.acceptance;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.ledger.Creator;
import mtv.ledger.Ledger;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.PrecopyInterval;
import mtv.steps.TestBed;
import org.testng.ITestResult;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs on a shared cluster: other runs use it too, parts of it are missing, and answers get lost. */
public class SharedClusterTest {

    /** The faults hold for all users of both clusters; the VMs of the destination are still readable by namespace. */
    private static final String ROUGH = """
            [{"about": "A real cluster", "where": "api", "faults": [
              {"name": "no-virtualization", "says": "Nobody knows VMs or volumes of all namespaces.",
               "do": [
                {"when": {"by": ["human"], "path": "/apis/kubevirt.io/v1/virtualmachines"},
                 "answer": {"status": 404, "reason": "NotFound"}},
                {"when": {"by": ["human"], "path": "/apis/cdi.kubevirt.io/v1beta1/datavolumes"},
                 "answer": {"status": 404, "reason": "NotFound"}}]},
              {"name": "inventory-restarts", "says": "The inventory is away for two looks.", "where": "inventory",
               "when": {"on": "see *", "by": ["reader"], "times": 2}, "do": {"answer": {"status": 503}}},
              {"name": "inventory-refuses-token", "says": "The inventory refuses a token once.", "where": "inventory",
               "when": {"on": "see *", "by": ["reader"], "times": 1}, "do": {"answer": {"status": 401}}},
              {"name": "power-conflicts", "says": "A VM is being stopped by somebody else.",
               "when": {"by": ["human"], "path": "*/stop"}, "do": {"answer": {"status": 409, "reason": "Conflict"}}}]}]
            """;

    @Test
    public void runsShareThePrecopyIntervalAndTheLastOneRestoresIt() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            sandbox.setPrecopyInterval(60);
            Map<String, Object> before = sandbox.state();
            try (TestBed one = bed(sandbox);
                    TestBed two = bed(sandbox);
                    TestBed three = bed(sandbox)) {
                PrecopyInterval first = one.open().precopyInterval();
                PrecopyInterval second = two.open().precopyInterval();
                PrecopyInterval other = three.open().precopyInterval();
                first.hold(Duration.ofMinutes(2));
                second.hold(Duration.ofMinutes(2));
                CompletableFuture<Void> turn = CompletableFuture.runAsync(() -> other.hold(Duration.ofMinutes(3)));
                first.release();
                assertThat(sandbox.state()).containsEntry("precopy interval", "2");
                assertThat(turn).isNotDone();
                second.release();
                turn.join();
                assertThat(sandbox.state()).containsEntry("precopy interval", "3");
            }
            assertThat(sandbox.state()).as("without a release, too").isEqualTo(before);
        }
    }

    @Test
    public void aRunThatWaitsInVainNamesTheOthers() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            sandbox.settings().put("plan_wait_timeout", "1");
            try (TestBed one = bed(sandbox);
                    TestBed two = bed(sandbox)) {
                one.open().precopyInterval().hold(Duration.ofMinutes(2));
                PrecopyInterval other = two.open().precopyInterval();
                assertThatThrownBy(() -> other.hold(Duration.ofMinutes(3)))
                        .hasMessageStartingWith("Waited 1 s until ForkliftController forklift-controller is free for a"
                                + " precopy interval of 3 min (other runs need another one")
                        .hasMessageContainingAll("in vain; last seen: ", "{mtv-", "=2}");
            }
        }
    }

    @Test
    public void aRunPassesDespitePassingErrorsOfTheCluster() throws IOException {
        Path faults = Files.writeString(Scratch.file("rough", ".json"), ROUGH);
        SandboxConfig rough = new SandboxConfig(2000, 1, Set.of())
                .withClusters(2)
                .withFaultFile(Optional.of(faults))
                .withFaults(Set.of(
                        "no-virtualization", "inventory-restarts", "inventory-refuses-token", "power-conflicts"));
        try (OutsideSandbox sandbox = new OutsideSandbox(rough)) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = GivenSettings.during(
                    sandbox.settings(),
                    () -> SuiteRun.of(
                            "testng-remote.xml",
                            Map.of(),
                            test -> test.getName().startsWith("Cold")));

            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(5);
            assertThat(sandbox.fired())
                    .containsExactlyInAnyOrder(
                            "no-virtualization", "inventory-restarts", "inventory-refuses-token", "power-conflicts");
            assertThat(sandbox.state()).isEqualTo(before);
        } finally {
            Files.delete(faults);
        }
    }

    /** A client repeats a request when its answer got lost. */
    @Test
    public void anObjectThatTheRunCreatedBeforeIsItsOwn() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster cluster = sandbox.connect()) {
            Path folder = Scratch.folder("ledger");
            Creator ours = new Creator(cluster, Ledger.create(folder, "mtv-aaaaa", Map.of()));
            Creator others = new Creator(cluster, Ledger.create(folder, "mtv-bbbbb", Map.of()));
            ConfigMap map = new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("twice")
                    .withNamespace("default")
                    .addToLabels("mtv-e2e/run", "mtv-aaaaa")
                    .endMetadata()
                    .build();
            ConfigMap created = ours.create(map);

            assertThat(ours.create(map).getMetadata().getUid())
                    .isEqualTo(created.getMetadata().getUid());
            assertThatThrownBy(() -> others.create(map))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("to create ConfigMap twice, but: it answered 409 AlreadyExists");
        }
    }

    private static TestBed bed(OutsideSandbox sandbox) {
        Map<String, String> given = new HashMap<>(sandbox.settings());
        return TestBed.prepare(
                Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none())), "local");
    }
}
