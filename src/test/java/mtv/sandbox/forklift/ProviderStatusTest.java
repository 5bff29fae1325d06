package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import mtv.model.Condition;
import mtv.model.Host;
import mtv.model.HostSpec;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.model.ServiceRef;
import mtv.sandbox.sources.PlatformType;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Which status Providers and Hosts have, when they have none, and which objects MTV creates for a Provider. */
public class ProviderStatusTest extends ClusterFixture {

    @DataProvider
    public Object[][] unspoken() {
        ObjectRef nobody = new ObjectRef("nobody", TestCluster.MTV);
        String url = cluster.vsphere().url();
        return new Object[][] {
            {"no-secret", new ProviderSpec("vsphere", url, nobody, null)},
            {"unnamed-secret", new ProviderSpec("vsphere", url, ObjectRef.NONE, null)},
            {"no-ref", new ProviderSpec("vsphere", url, null, null)},
            {"remote-unnamed", new ProviderSpec("openshift", "https://x.example.test", ObjectRef.NONE, null)},
            {"odd-no-secret", new ProviderSpec("mainframe", url, nobody, null)},
            {"ova-no-secret", new ProviderSpec("ova", cluster.url(PlatformType.OVA), nobody, null)},
        };
    }

    @Test(dataProvider = "unspoken")
    public void aProviderWithoutASecretHasNoStatus(String name, ProviderSpec spec) {
        assertUnspoken(cluster.create(new Provider(), name, spec));
    }

    @Test
    public void aProviderHasNoStatusWhenItsUrlCannotBeRead() {
        Map<String, String> login = Map.of("user", "u", "password", "p", "insecureSkipVerify", "true");
        assertUnspoken(cluster.provider("unread", new ProviderSpec("vsphere", "https://[::1/sdk", null, null), login));
    }

    @Test
    public void aProviderWithoutASpecDisturbsNoOther() {
        Provider empty = cluster.create(new Provider(), "empty", null);
        assertUnspoken(empty);

        cluster.awaitCondition(cluster.vsphereProvider("beside-empty"), "Ready");
    }

    private void assertUnspoken(Provider provider) {
        cluster.time().pass(Duration.ofMinutes(1));
        assertThat(cluster.client().resource(provider).get().getStatus()).isNull();
    }

    @Test
    public void aProviderKeepsItsStatusWhenItsSecretIsDeleted() {
        Provider ready = cluster.awaitCondition(cluster.vsphereProvider("lost-secret"), "Ready");
        cluster.client()
                .secrets()
                .inNamespace(TestCluster.MTV)
                .withName("lost-secret")
                .delete();
        cluster.time().pass(Duration.ofMinutes(2));

        assertThat(cluster.client().resource(ready).get().getStatus()).isEqualTo(ready.getStatus());
    }

    @Test
    public void aProviderKeepsItsFingerprintWhenItsUrlLeadsNowhere() {
        Provider ready = cluster.awaitCondition(cluster.vsphereProvider("moved"), "Ready");
        cluster.patch(ready, "{\"spec\":{\"url\":\"https://127.0.0.1:1/sdk\"}}");

        Provider lost = cluster.awaitCondition(ready, "ConnectionTestFailed");
        assertThat(lost.getStatus().fingerprint()).isEqualTo(cluster.vsphere().thumbprint());
        assertThat(lost.getStatus().secretResourceVersion())
                .isEqualTo(ready.getStatus().secretResourceVersion());
    }

    @Test
    public void theVersionOfASecretIsRecordedAfterAGoodLogin() {
        Provider failed = cluster.awaitCondition(cluster.remoteProvider("never-good", "wrong"), "ConnectionTestFailed");
        assertThat(failed.getStatus().secretResourceVersion()).isNull();
        Provider ready = cluster.awaitCondition(cluster.vsphereProvider("good-at-once"), "Ready");
        assertThat(ready.getStatus().secretResourceVersion()).isNotEmpty();
    }

    /** Scheme and host of a url have no case. */
    @Test
    public void urlsMayBeInUpperCase() {
        String login = cluster.vsphere().url().replace("https://127.0.0.1", "HTTPS://LOCALHOST");
        cluster.awaitCondition(
                cluster.provider(
                        "upper-vc",
                        new ProviderSpec("vsphere", login, null, null),
                        Map.of("user", "administrator@vsphere.local", "password", "pw", "insecureSkipVerify", "true")),
                "Ready");
        String api = cluster.api().url().toString().replace("https://127.0.0.1", "HTTPS://LOCALHOST");
        String token = cluster.api().tokens().issue("kubeadmin");
        cluster.awaitCondition(
                cluster.provider(
                        "upper-api",
                        new ProviderSpec("openshift", api, null, null),
                        Map.of("token", token, "ca.crt", cluster.api().caPem())),
                "Ready");
    }

    @Test
    public void keysForCopyOffloadAreCreatedAndDeletedWithAVSphereProvider() {
        Provider provider = cluster.awaitCondition(cluster.vsphereProvider("keys"), "Ready");
        for (String half : List.of("private", "public")) {
            var secret =
                    cluster.client().secrets().inNamespace(TestCluster.MTV).withName("offload-ssh-keys-keys-" + half);
            assertThat(secret.get().getData()).containsOnlyKeys(half + "-key");
            assertThat(secret.get().getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/component", "ssh-keys")
                    .containsEntry("forklift.konveyor.io/provider", "keys");
        }
        Secret key = cluster.client()
                .secrets()
                .inNamespace(TestCluster.MTV)
                .withName("offload-ssh-keys-keys-public")
                .get();
        cluster.client().resource(provider).delete();
        cluster.awaitGone(key);
    }

    @Test
    public void theServiceOfAnOvaServerIsDeletedWithItsProvider() {
        Provider provider = cluster.provider(
                "served", new ProviderSpec("ova", cluster.url(PlatformType.OVA), null, null), Map.of("x", "y"));
        ServiceRef service =
                cluster.awaitCondition(provider, "SecretNotValid").getStatus().service();
        assertThat(service.kind()).isEqualTo("Service");
        assertThat(service.name()).startsWith("served-");
        Service stored = cluster.client()
                .services()
                .inNamespace(service.namespace())
                .withName(service.name())
                .get();
        assertThat(stored).isNotNull();
        cluster.client().resource(provider).delete();
        cluster.awaitGone(stored);
    }

    @Test
    public void hostsThatSshDoesNotReachAreAWarning() {
        Provider provider = cluster.provider(
                "ssh",
                new ProviderSpec("vsphere", cluster.vsphere().url(), null, Map.of("esxiCloneMethod", "ssh")),
                Map.of("user", "administrator@vsphere.local", "password", "pw", "insecureSkipVerify", "true"));
        Provider ready = cluster.awaitCondition(provider, "Ready");
        assertThat(ready.condition("SSHNotReady").orElseThrow().items())
                .contains("host-31|esxi-01.example.test|192.0.2.31");
    }

    @Test
    public void aHostHasNoStatusWhenItsProviderCannotBeAsked() {
        cluster.awaitCondition(cluster.hostProvider("host-of-none"), "Ready");
        ObjectRef provider = new ObjectRef("host-of-none", TestCluster.MTV);
        Host host = cluster.create(
                new Host(), "esx-nowhere", new HostSpec("host-31", null, null, null, provider, "192.0.2.31", provider));
        Host nameless = cluster.create(
                new Host(), "esx-nameless", new HostSpec(null, null, null, null, provider, "", ObjectRef.NONE));

        assertThat(cluster.awaitCondition(nameless, "RefNotValid").conditions())
                .extracting(Condition::type)
                .contains("TypeNotValid", "IpNotValid", "SecretNotValid", "Validated");
        cluster.time().pass(Duration.ofMinutes(1));
        assertThat(cluster.client().resource(host).get().getStatus()).isNull();
    }
}
