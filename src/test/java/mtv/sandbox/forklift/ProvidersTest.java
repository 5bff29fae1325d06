package mtv.sandbox.forklift;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.Condition;
import mtv.model.Host;
import mtv.model.HostSpec;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.tls.Certificate;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Good Providers get Ready, and a bad one has the condition that names its mistake. */
public class ProvidersTest extends ClusterFixture {

    @Test
    public void aProviderWithAGoodTokenIsReady() {
        Provider ready = cluster.awaitCondition(
                cluster.remoteProvider("good", cluster.api().tokens().issue("kubeadmin")), "Ready");

        assertThat(ready.getStatus().phase()).isEqualTo("Ready");
        assertThat(ready.conditions())
                .extracting(Condition::type)
                .containsExactlyInAnyOrder("ConnectionTestSucceeded", "Validated", "InventoryCreated", "Ready");
    }

    @Test
    public void aProviderWithARevokedTokenIsNotReady() {
        String token = cluster.api().tokens().issue("kubeadmin");
        Provider provider = cluster.awaitCondition(cluster.remoteProvider("revoked", token), "Ready");
        cluster.api().tokens().revoke(token);

        Provider lost = cluster.await(
                provider,
                "has lost its connection",
                now -> "ConnectionFailed".equals(now.getStatus().phase()));
        assertThat(lost.has("Ready")).isFalse();
    }

    @Test
    public void theHostProviderNeedsNoSecret() {
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
    public Object[][] clusterMistakes() {
        String url = cluster.api().url().toString();
        Map<String, String> secure = Map.of("token", cluster.api().tokens().issue("kubeadmin"));
        Map<String, String> wrong = Map.of("token", "no", "insecureSkipVerify", "true");
        return new Object[][] {
            {"bad-token", url, wrong, "ConnectionFailed", "ConnectionTestFailed"},
            {
                "empty-token",
                url,
                Map.of("token", "", "insecureSkipVerify", "true"),
                "ConnectionFailed",
                "ConnectionTestFailed"
            },
            {"no-token", url, Map.of("insecureSkipVerify", "true"), "ValidationFailed", "SecretNotValid"},
            {"untrusted", url, secure, "ConnectionFailed", "ConnectionTestFailed"},
            {"unreachable", "https://127.0.0.1:1", secure, "ConnectionFailed", "ConnectionTestFailed"},
        };
    }

    @Test(dataProvider = "clusterMistakes")
    public void aMistakeInARemoteProviderIsReported(
            String name, String url, Map<String, String> secret, String phase, String condition) {
        assertFails(name, new ProviderSpec("openshift", url, null, null), secret, phase, condition);
    }

    @DataProvider
    public Object[][] platforms() {
        Map<String, String> ovirt = Map.of("user", "admin@internal", "password", "pw", "insecureSkipVerify", "true");
        Map<String, String> openstack = Map.of(
                "username",
                "mtv",
                "password",
                "pw",
                "projectName",
                "mtv",
                "regionName",
                "regionOne",
                "insecureSkipVerify",
                "true");
        return new Object[][] {
            {PlatformType.OVIRT, ovirt, true},
            {PlatformType.OPENSTACK, openstack, false},
            {PlatformType.OVA, Map.of("url", cluster.url(PlatformType.OVA)), false},
        };
    }

    @Test(dataProvider = "platforms")
    public void everyPlatformIsReadyWhenItsInventoryIsLoaded(
            PlatformType type, Map<String, String> secret, boolean warnsOfInsecurity) {
        Provider provider = cluster.provider(
                "good-" + type.id(), new ProviderSpec(type.id(), cluster.url(type), null, null), secret);

        Provider ready = cluster.awaitCondition(provider, "Ready");
        assertThat(ready.has("ConnectionInsecure")).isEqualTo(warnsOfInsecurity);
        assertThat(ready.getStatus().fingerprint()).isNull();
        assertThat(ready.getMetadata().getFinalizers())
                .containsExactly(type == PlatformType.OVA ? new String[] {"forklift/ova-provider"} : new String[0]);
        cluster.client().resource(ready).delete();
        cluster.awaitGone(ready);
    }

    @Test
    public void aHostOfVSphereIsReadyWhenItAnswers() {
        cluster.awaitCondition(cluster.vsphereProvider("vc-hosts"), "Ready");
        ObjectRef provider = new ObjectRef("vc-hosts", TestCluster.MTV);
        HostSpec good = new HostSpec("host-31", null, null, null, provider, "192.0.2.31", provider);

        cluster.awaitCondition(cluster.create(new Host(), "esx-good", good), "Ready");
        Host elsewhere = cluster.awaitCondition(
                cluster.create(new Host(), "esx-elsewhere", good.withIpAddress("192.0.2.99")), "ConnectionTestFailed");
        assertThat(elsewhere.has("Validated")).isTrue();
        cluster.awaitCondition(cluster.create(new Host(), "esx-unknown", good.withId("host-99")), "RefNotValid");
    }

    @DataProvider
    public Object[][] sourceMistakes() {
        String url = cluster.vsphere().url();
        Map<String, String> secure = Map.of("user", "administrator@vsphere.local", "password", "pw");
        Map<String, String> good =
                Map.of("user", "administrator@vsphere.local", "password", "pw", "insecureSkipVerify", "true");
        Map<String, String> wrong =
                Map.of("user", "administrator@vsphere.local", "password", "no", "insecureSkipVerify", "true");
        String otherCa = Certificate.loopback().pem();
        Map<String, String> untrusting =
                Map.of("user", "administrator@vsphere.local", "password", "pw", "ca.crt", otherCa);
        return new Object[][] {
            {"vc-unknown", "vsphere", "https://vc.example.test/sdk", good, "ConnectionFailed", "ConnectionTestFailed"},
            {"vc-password", "vsphere", url, wrong, "ConnectionFailed", "ConnectionAuthFailed"},
            {"vc-other-ca", "vsphere", url, untrusting, "ConnectionFailed", "ConnectionTestFailed"},
            {"vc-no-ca", "vsphere", url, secure, "ValidationFailed", "SecretNotValid"},
            {"vc-no-url", "vsphere", "", good, "ConnectionFailed", "UrlNotValid"},
            {"ovirt-no-ca", "ovirt", cluster.url(PlatformType.OVIRT), secure, "ValidationFailed", "SecretNotValid"},
            {
                "openstack-password",
                "openstack",
                cluster.url(PlatformType.OPENSTACK),
                wrong,
                "ConnectionFailed",
                "ConnectionTestFailed"
            },
            {"ova-no-url", "ova", cluster.url(PlatformType.OVA), Map.of(), "ValidationFailed", "SecretNotValid"},
            {"ova-url", "ova", "nfs.example.test/share", Map.of("url", "x"), "ValidationFailed", "UrlNotValid"},
            {
                "ova-nowhere",
                "ova",
                "nfs.example.test:/no",
                Map.of("url", "x"),
                "ValidationFailed",
                "ConnectionTestFailed"
            },
            {"ec2-nowhere", "ec2", "https://ec2.example.test", good, "ConnectionFailed", "ConnectionTestFailed"},
            {"vc-no-user", "vsphere", url, Map.of("insecureSkipVerify", "t"), "ValidationFailed", "SecretNotValid"},
            {"vc-esxi", "vsphere", url, good, "ConnectionFailed", "ConnectionTestFailed"},
            {"vc-plain", "vsphere", url.replace("https", "http"), good, "ConnectionFailed", "ConnectionTestFailed"},
            {"vc-words", "vsphere", "just words", good, "ConnectionFailed", "ConnectionTestFailed"},
            {"vc-unread-no-ca", "vsphere", "https://[::1/sdk", secure, "ValidationFailed", "UrlNotValid"},
            {"ovirt-unread", "ovirt", "https://engine:no/api", good, "ValidationFailed", "UrlNotValid"},
            {"vc-as-ovirt", "ovirt", url, good, "ConnectionFailed", "ConnectionTestFailed"},
            {"odd-type", "mainframe", url, good, "ValidationFailed", "ProviderTypeNotSupported"},
        };
    }

    @Test(dataProvider = "sourceMistakes")
    public void aMistakeInASourceProviderIsReported(
            String name, String type, String url, Map<String, String> secret, String... expected) {
        Map<String, String> settings = name.equals("vc-esxi") ? Map.of("sdkEndpoint", "esxi") : null;
        assertFails(name, new ProviderSpec(type, url, null, settings), secret, expected[0], expected[1]);
    }

    private void assertFails(
            String name, ProviderSpec spec, Map<String, String> secret, String phase, String condition) {
        Provider failed = cluster.await(
                cluster.provider(name, spec, secret),
                "is in phase " + phase,
                now -> now.getStatus() != null && phase.equals(now.getStatus().phase()));

        assertThat(failed.has(condition)).as(failed.blockers()).isTrue();
        assertThat(failed.has("Ready")).isFalse();
    }

    @Test
    public void aCorrectedSecretIsTriedAgain() {
        Provider provider = cluster.remoteProvider("corrected", "wrong");
        cluster.awaitCondition(provider, "ConnectionTestFailed");
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
