package mtv.sandbox;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A hub with MTV and a second OpenShift: how they differ, and how MTV connects to the second one. */
public class TwoOpenShiftsTest {

    private static final String NAMESPACE = "openshift-mtv";

    private Sandbox sandbox;
    private OpenShift hub;
    private OpenShift remote;
    private KubernetesClient onHub;
    private KubernetesClient onRemote;

    @BeforeClass
    public void start() {
        sandbox = Sandbox.start(new SandboxConfig(1000, 1, Set.of()).withClusters(2));
        hub = sandbox.clusters().get(0);
        remote = sandbox.clusters().get(1);
        onHub = client(hub, hub.token(OpenShift.ADMIN), hub.caPem());
        onRemote = client(remote, remote.token(OpenShift.ADMIN), remote.caPem());
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        onHub.close();
        onRemote.close();
        sandbox.close();
    }

    @Test
    public void onlyTheHubHasMtv() {
        assertThat(onHub.supports(Provider.class)).isTrue();
        assertThat(onRemote.supports(Provider.class)).isFalse();
        assertThat(onRemote.hasApiGroup("kubevirt.io", true)).isTrue();
        assertThat(onRemote.namespaces().withName(NAMESPACE).get()).isNull();
    }

    @Test
    public void eachHasStorageOfItsOwn() {
        assertThat(storageClasses(onHub)).contains(ClusterSeed.STORAGE_CLASS, "standard-csi");
        assertThat(storageClasses(onRemote)).contains(ClusterSeed.STORAGE_CLASS, "lvms-vg1");
    }

    @Test
    public void eachTrustsItsOwnTokensOnlyAndHasItsOwnCertificate() {
        try (KubernetesClient stranger = client(remote, hub.token(OpenShift.ADMIN), remote.caPem());
                KubernetesClient mistrusting = client(remote, remote.token(OpenShift.ADMIN), hub.caPem())) {
            assertThatThrownBy(() -> stranger.namespaces().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(401));
            assertThatThrownBy(() -> mistrusting.namespaces().list()).hasStackTraceContaining("SSL");
        }
        assertThat(hub.users().keySet()).containsExactly(OpenShift.ADMIN, OpenShift.DEVELOPER);
        assertThat(hub.password(OpenShift.ADMIN)).isNotEqualTo(remote.password(OpenShift.ADMIN));
    }

    /**
     * Name, cluster of the token, insecureSkipVerify, cluster of the certificate if any, expected phase of the
     * Provider.
     */
    @DataProvider
    public Object[][] connections() {
        return new Object[][] {
            {"verified", remote, "false", remote, "Ready"},
            {"unverified", remote, "true", null, "Ready"},
            {"unverified-with-any-certificate", remote, "true", hub, "Ready"},
            {"certificate-of-another", remote, "false", hub, "ConnectionFailed"},
            {"no-certificate", remote, "false", null, "ConnectionFailed"},
            {"token-of-another", hub, "false", remote, "ConnectionFailed"},
        };
    }

    @Test(dataProvider = "connections")
    public void aProviderConnectsToTheRemoteClusterAndVerifiesIt(
            String name, OpenShift token, String skip, OpenShift certificate, String phase) {
        Map<String, String> secret = new HashMap<>();
        secret.put("token", token.token(OpenShift.ADMIN));
        secret.put("insecureSkipVerify", skip);
        if (certificate != null) {
            secret.put("cacert", certificate.caPem());
        }
        onHub.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withStringData(secret)
                        .build())
                .create();
        Provider provider = new Provider();
        provider.getMetadata().setName(name);
        provider.getMetadata().setNamespace(NAMESPACE);
        provider.setSpec(new ProviderSpec("openshift", remote.url().toString(), new ObjectRef(name, NAMESPACE), null));
        onHub.resource(provider).create();
        new SandboxTime(sandbox.clock())
                .until(
                        "Provider " + name + " is " + phase,
                        () -> onHub.resource(provider).get(),
                        now -> now.getStatus() != null
                                && phase.equals(now.getStatus().phase()));
    }

    private static List<String> storageClasses(KubernetesClient client) {
        return client.storage().v1().storageClasses().list().getItems().stream()
                .map(storageClass -> storageClass.getMetadata().getName())
                .toList();
    }

    private static KubernetesClient client(OpenShift cluster, String token, String caPem) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(cluster.url().toString())
                        .withOauthToken(token)
                        .withCaCertData(Base64.getEncoder().encodeToString(caPem.getBytes(StandardCharsets.US_ASCII)))
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }
}
