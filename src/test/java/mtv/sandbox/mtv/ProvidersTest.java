package mtv.sandbox.mtv;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.Condition;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.sandbox.fault.Faults;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Providers as the suite meets them: good ones, and each way in which one can be wrong. */
public class ProvidersTest {

    private TestCluster cluster;

    @BeforeClass
    public void start() {
        cluster = new TestCluster(1000, Faults.none());
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        cluster.close();
    }

    @Test
    public void aGoodTokenOpensTheRemoteCluster() {
        Provider ready = cluster.awaitCondition(
                cluster.remoteProvider("good", cluster.api().tokens().issue("kubeadmin")), "Ready");

        assertThat(ready.getStatus().phase()).isEqualTo("Ready");
        assertThat(ready.conditions())
                .extracting(Condition::type)
                .containsExactlyInAnyOrder("ConnectionTestSucceeded", "Validated", "InventoryCreated", "Ready");
    }

    @Test
    public void aTokenThatIsRevokedLosesTheConnection() {
        String token = cluster.api().tokens().issue("kubeadmin");
        Provider provider = cluster.awaitCondition(cluster.remoteProvider("revoked", token), "Ready");
        cluster.api().tokens().revoke(token);

        Provider lost = cluster.await(
                provider, now -> "ConnectionFailed".equals(now.getStatus().phase()));
        assertThat(lost.has("Ready")).isFalse();
    }

    @Test
    public void theOwnClusterNeedsNoSecret() {
        cluster.awaitCondition(cluster.hostProvider("host"), "Ready");
    }

    @Test
    public void vsphereIsReadyWhenItsInventoryIsLoaded() {
        Provider provider = cluster.vsphereProvider("vc-good");

        Provider ready = cluster.awaitCondition(provider, "Ready");
        assertThat(ready.has("ConnectionInsecure")).isTrue();
        assertThat(ready.getStatus().fingerprint()).isEqualTo(cluster.vsphere().thumbprint());
        assertThat(ready.getSpec().settings()).containsEntry("sdkEndpoint", "vcenter");
    }

    @DataProvider
    public Object[][] mistakes() {
        String vc = cluster.vsphere().sdkUrl().toString();
        String ocp = cluster.api().url().toString();
        String token = cluster.api().tokens().issue("kubeadmin");
        return new Object[][] {
            {
                "bad-token",
                "openshift",
                ocp,
                Map.of("token", "no", "insecureSkipVerify", "true"),
                "ConnectionFailed",
                "ConnectionAuthFailed"
            },
            {"no-token", "openshift", ocp, Map.of("insecureSkipVerify", "true"), "ValidationFailed", "SecretNotValid"},
            {"untrusted", "openshift", ocp, Map.of("token", token), "ConnectionFailed", "ConnectionTestFailed"},
            {
                "unreachable",
                "openshift",
                "https://127.0.0.1:1",
                Map.of("token", token),
                "ConnectionFailed",
                "ConnectionTestFailed"
            },
            {
                "vc-unknown",
                "vsphere",
                "https://elsewhere.example.test/sdk",
                Map.of("user", "admin", "password", "pw", "insecureSkipVerify", "true"),
                "ConnectionFailed",
                "ConnectionTestFailed"
            },
            {
                "vc-password",
                "vsphere",
                vc,
                Map.of("user", "admin", "password", "no", "insecureSkipVerify", "true"),
                "ConnectionFailed",
                "ConnectionAuthFailed"
            },
            {"vc-no-ca", "vsphere", vc, Map.of("user", "admin", "password", "pw"), "ValidationFailed", "SecretNotValid"
            },
            {"vc-no-url", "vsphere", "", Map.of("user", "admin", "password", "pw"), "ValidationFailed", "UrlNotValid"},
            {"odd-type", "mainframe", vc, Map.of("user", "admin"), "ValidationFailed", "ProviderTypeNotSupported"},
        };
    }

    @Test(dataProvider = "mistakes")
    public void aMistakeHasItsPhaseAndCondition(
            String name, String type, String url, Map<String, String> secret, String... expected) {
        Provider provider = cluster.provider(name, new ProviderSpec(type, url, null, null), secret);

        Provider failed = cluster.await(
                provider,
                now -> now.getStatus() != null
                        && expected[0].equals(now.getStatus().phase()));

        assertThat(failed.has(expected[1])).as(failed.blockers()).isTrue();
        assertThat(failed.has("Ready")).isFalse();
    }

    @Test
    public void aCorrectedSecretIsTriedAgain() {
        Provider provider = cluster.remoteProvider("corrected", "wrong");
        cluster.await(provider, now -> now.has("ConnectionAuthFailed"));
        String token = cluster.api().tokens().issue("kubeadmin");
        cluster.client()
                .secrets()
                .inNamespace(TestCluster.MTV)
                .withName("corrected")
                .edit(secret -> {
                    secret.setStringData(Map.of("token", token));
                    return secret;
                });

        cluster.awaitCondition(provider, "Ready");
    }

    @Test
    public void theWebhookRefusesAnUnknownSdkEndpoint() {
        ProviderSpec spec = new ProviderSpec("vsphere", "https://x/sdk", null, Map.of("sdkEndpoint", "elsewhere"));

        assertThatThrownBy(() -> cluster.provider("odd-endpoint", spec, Map.of()))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("admission webhook \"providers.forklift.konveyor\" denied the request")
                .extracting("code")
                .isEqualTo(400);
    }
}
