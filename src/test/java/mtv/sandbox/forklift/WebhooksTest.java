package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.MapPair;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.NetworkMapSpec;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanSpecBuilder;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.ProviderSpec;
import mtv.sandbox.sources.PlatformType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** MTV's webhooks refuse wrong objects with the same codes as the product. */
public class WebhooksTest extends ClusterFixture {

    private static final String RESOURCE = "createdForResourceType";
    private static final String TYPE = "createdForProviderType";
    private static final String HOST = "createdForResource";

    @BeforeClass
    public void prepare() {
        cluster.vsphereProvider("vc");
        cluster.hostProvider("host");
    }

    @Test
    public void theLoginInAProviderSecretIsTriedAndCompleted() {
        assertRefused(403, () -> secret("wrong", "no", Map.of("insecureSkipVerify", "true")));
        assertThat(secret("unverified", "no", Map.of()).getData())
                .as("who cannot be verified is not asked")
                .containsEntry("insecureSkipVerify", "ZmFsc2U=");
        assertThat(secret("right", "pw", Map.of()).getData()).containsKey("insecureSkipVerify");
    }

    @DataProvider
    public Object[][] badSecrets() {
        Map<String, String> login = Map.of("user", "u", "password", "p", "insecureSkipVerify", "true");
        return new Object[][] {
            {"type", Map.of(RESOURCE, "providers", TYPE, "nosuch"), login, 400},
            {"no-type", Map.of(RESOURCE, "providers"), login, 400},
            {"flag", Map.of(RESOURCE, "providers", TYPE, "vsphere"), Map.of("insecureSkipVerify", "maybe"), 400},
            {"old-flag", Map.of(RESOURCE, "providers", TYPE, "vsphere"), Map.of("insecure", "maybe"), 400},
            {
                "both",
                Map.of(RESOURCE, "providers", TYPE, "vsphere"),
                Map.of("insecure", "true", "cacert", "x", "insecureSkipVerify", "true"),
                400
            },
            {"no-data", Map.of(RESOURCE, "providers", TYPE, "vsphere"), Map.of(), 500},
            {"engine", Map.of(RESOURCE, "providers", TYPE, "ovirt"), Map.of("insecureSkipVerify", "false"), 400},
            {
                "engine-ca",
                Map.of(RESOURCE, "providers", TYPE, "ovirt"),
                Map.of("insecureSkipVerify", "false", "cacert", "no certificate"),
                400
            },
            {"no-host", Map.of(RESOURCE, "hosts"), login, 400},
            {"no-provider", Map.of(RESOURCE, "hosts", HOST, "host-31"), Map.of("user", "u", "password", "p"), 400},
            {"no-user", Map.of(RESOURCE, "hosts", HOST, "host-31"), Map.of("provider", "vc"), 400},
            {
                "elsewhere",
                Map.of(RESOURCE, "hosts", HOST, "host-31"),
                Map.of("provider", "vc", "user", "u", "password", "p", "ip", "192.0.2.99"),
                403
            },
        };
    }

    @Test(dataProvider = "badSecrets")
    public void aWrongProviderSecretIsRefused(
            String name, Map<String, String> labels, Map<String, String> data, int code) {
        cluster.awaitCondition(cluster.find(Provider.class, "vc"), "Ready");
        assertRefused(code, () -> secret("bad-" + name, labels, data));
    }

    @Test
    public void theSecretOfAHostIsCompletedFromThatOfItsProvider() {
        cluster.awaitCondition(cluster.find(Provider.class, "vc"), "Ready");
        Secret host = secret(
                "esx",
                Map.of(RESOURCE, "hosts", HOST, "host-31"),
                Map.of("provider", "vc", "user", "administrator@vsphere.local", "password", "pw", "ip", "192.0.2.31"));
        assertThat(host.getData()).containsEntry("insecureSkipVerify", "dHJ1ZQ==");
        assertThat(secret("other", Map.of(RESOURCE, "elephants"), Map.of("a", "b"))
                        .getData())
                .containsOnlyKeys("a");
    }

    @Test
    public void aRefusalHasNoReason() {
        assertThatThrownBy(() -> secret("reason", Map.of(RESOURCE, "hosts"), Map.of()))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getStatus().getReason()).isNull());
    }

    @Test
    public void aPlanWithoutProvidersIsRefusedByTheWebhook() {
        assertRefused(
                400,
                () -> cluster.create(
                        new Plan(), "empty", PlanSpecBuilder.builder().build()));
        assertRefused(400, () -> cluster.create(new Plan(), "none", null));
        assertRefused(400, () -> cluster.create(new Migration(), "none", null));
        assertRefused(422, () -> cluster.create(new NetworkMap(), "none", new NetworkMapSpec(null, null)));
    }

    @Test
    public void aFieldOfTheWrongTypeIsRefusedByWebhookOrSchema() {
        assertRefused(400, () -> apply("Provider", "typed", Map.of("type", "vsphere", "settings", Map.of("a", 1))));
        assertRefused(422, () -> apply("Hook", "typed", Map.of("image", 1)));
    }

    @Test
    public void onlyACompletedSpecIsRewritten() {
        Map<String, Object> completed = apply("Provider", "completed", Map.of("type", "vsphere", "url", ""))
                .get("spec");
        assertThat(completed)
                .containsOnlyKeys("type", "secret", "settings")
                .containsEntry("secret", Map.of())
                .containsEntry("settings", Map.of("sdkEndpoint", "vcenter"));
        Map<String, Object> kept = apply("Provider", "kept", Map.of("type", "openshift", "url", "", "secret", Map.of()))
                .get("spec");
        assertThat(kept).containsEntry("url", "").doesNotContainKey("settings");
        assertRefused(
                422,
                () -> apply(
                        "Provider", "no-secret", Map.of("type", "vsphere", "settings", Map.of("sdkEndpoint", "esxi"))));
    }

    @Test
    public void aPlanOfAnOvirtSourceNeedsItsStorageMap() {
        cluster.provider(
                "engine",
                new ProviderSpec("ovirt", cluster.url(PlatformType.OVIRT), null, null),
                Map.of("user", "admin@internal", "password", "pw", "insecureSkipVerify", "true"));
        PlanSpec spec = PlanSpecBuilder.builder()
                .targetNamespace(TestCluster.TARGET)
                .provider(new ProviderPair(
                        new ObjectRef("engine", TestCluster.MTV), new ObjectRef("host", TestCluster.MTV)))
                .map(new MapPair(new ObjectRef("none", TestCluster.MTV), new ObjectRef("none", TestCluster.MTV)))
                .vms(List.of())
                .build();
        assertRefused(400, () -> cluster.create(new Plan(), "unmapped", spec));
        cluster.create(new Plan(), "warm-unmapped", spec.withWarm(true));
    }

    private GenericKubernetesResource apply(String kind, String name, Map<String, Object> spec) {
        return cluster.client()
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("forklift.konveyor.io/v1beta1")
                        .withKind(kind)
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(TestCluster.MTV)
                        .endMetadata()
                        .addToAdditionalProperties("spec", spec)
                        .build())
                .create();
    }

    private static void assertRefused(int code, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOf(KubernetesClientException.class)
                .hasFieldOrPropertyWithValue("code", code);
    }

    @Test
    public void theUrlOfAnOvaProviderCannotBeChanged() {
        Map<String, String> labels = Map.of("createdForResourceType", "providers", "createdForProviderType", "ova");
        Secret share = secret("share", labels, Map.of("url", "nfs.example.test:/ova", "insecureSkipVerify", "true"));
        assertThatThrownBy(() -> cluster.patch(share, "{\"stringData\":{\"url\":\"nfs.example.test:/other\"}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasFieldOrPropertyWithValue("code", 400);
    }

    @Test
    public void aUserWithoutRightsOnTheProvidersMayNotCreateAPlan() {
        Plan plan = cluster.plan("mine", "host", false, cluster.vm("mtv-rhel8-sanity"));
        plan.getMetadata().setName("theirs");
        plan.getMetadata().setResourceVersion(null);
        assertThatThrownBy(
                        () -> cluster.api().clientFor("nobody").resource(plan).create())
                .isInstanceOf(KubernetesClientException.class);
    }

    private Secret secret(String name, String password, Map<String, String> more) {
        Map<String, String> data = new HashMap<>(more);
        data.putAll(
                Map.of("url", cluster.vsphere().url(), "user", "administrator@vsphere.local", "password", password));
        return secret(name, Map.of(RESOURCE, "providers", TYPE, "vsphere"), data);
    }

    private Secret secret(String name, Map<String, String> labels, Map<String, String> data) {
        return cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(TestCluster.MTV)
                        .withLabels(labels)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .create();
    }
}
