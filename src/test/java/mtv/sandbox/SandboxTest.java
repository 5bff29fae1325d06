package mtv.sandbox;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.openshift.client.OpenShiftClient;
import mtv.model.Provider;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A whole sandbox as a new client sees it. */
public class SandboxTest {

    private Sandbox sandbox;
    private OpenShiftClient client;

    @BeforeClass
    public void start() {
        sandbox = Sandbox.start(new SandboxConfig(1000, 1, Set.of()));
        Map<String, String> answers = sandbox.answers();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(answers.get("cluster_host"))
                        .withUsername(answers.get("cluster_username"))
                        .withPassword(answers.get("cluster_password"))
                        .withCaCertFile(sandbox.providerEntry().get("ca_file").toString())
                        .build())
                .build()
                .adapt(OpenShiftClient.class);
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    public void mtvIsInstalledAndItsHostProviderGetsReady() {
        assertThat(client.pods().inNamespace("openshift-mtv").list().getItems())
                .hasSize(6)
                .allMatch(pod -> pod.getStatus().getPhase().equals("Running"));
        new SandboxTime(sandbox.clock())
                .until(
                        "Provider host is Ready",
                        () -> client.resources(Provider.class)
                                .inNamespace("openshift-mtv")
                                .withName("host")
                                .get(),
                        host -> host.getStatus() != null
                                && "Ready".equals(host.getStatus().phase()));
        assertThat(sandbox.requests()).containsKey("list pods 200");
        assertThat(sandbox.requestCount())
                .isEqualTo(
                        sandbox.requests().values().stream().mapToLong(n -> n).sum());
    }

    /** The sandbox runs in real time here, so claims cannot be bound after its start without being noticed. */
    @Test
    public void itsClaimsAreBoundWhenItHasStarted() {
        try (Sandbox slow = Sandbox.start(new SandboxConfig(1, 1, Set.of()))) {
            assertThat(slow.clusters()
                            .get(0)
                            .api()
                            .store()
                            .list("persistentvolumeclaims", "")
                            .objects())
                    .hasSize(8)
                    .allMatch(claim -> claim.at("/status/phase").asText().equals("Bound"));
        }
    }

    @Test
    public void twoSandboxesAreTwoClusters() {
        try (Sandbox other = Sandbox.start(new SandboxConfig(1000, 1, Set.of("nic-lost")))) {
            assertThat(other.answers().get("cluster_host"))
                    .isNotEqualTo(sandbox.answers().get("cluster_host"));
            assertThat(other.answers().get("cluster_password"))
                    .isNotEqualTo(sandbox.answers().get("cluster_password"));
            assertThat(other.requestCount()).isZero();
        }
    }

    @Test
    public void anUnknownFaultIsRefusedWithThoseNearIt() {
        assertThatThrownBy(() -> new SandboxConfig(10, 1, Set.of("nic-gone")))
                .hasMessageContaining("no such fault: nic-gone")
                .hasMessageContaining("nic-lost");
    }
}
