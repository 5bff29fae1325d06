package mtv.sandbox.mtv;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.Plan;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is refused before it is written, with the product's codes. */
public class WebhooksTest {

    private TestCluster cluster;

    @BeforeClass
    public void start() {
        cluster = new TestCluster(1000);
        cluster.vsphereProvider("vc");
        cluster.hostProvider("host");
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        cluster.close();
    }

    @Test
    public void aMarkedSecretIsTriedAndCompleted() {
        assertThatThrownBy(() -> secret("wrong", "no"))
                .isInstanceOf(KubernetesClientException.class)
                .hasFieldOrPropertyWithValue("code", 403);
        assertThat(secret("right", "pw").getData()).containsKey("insecureSkipVerify");
        Map<String, String> host = Map.of("createdForResourceType", "hosts");
        assertThatThrownBy(() -> secret("host", host, Map.of()))
                .isInstanceOf(KubernetesClientException.class)
                .hasFieldOrPropertyWithValue("code", 400);
    }

    @Test
    public void theShareOfAnOvaProviderStaysWhereItIs() {
        Map<String, String> labels = Map.of("createdForResourceType", "providers", "createdForProviderType", "ova");
        Secret share = secret("share", labels, Map.of("url", "nfs.example.test:/ova", "insecureSkipVerify", "true"));
        assertThatThrownBy(() -> cluster.patch(share, "{\"stringData\":{\"url\":\"nfs.example.test:/other\"}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasFieldOrPropertyWithValue("code", 400);
    }

    @Test
    public void whoMayNotUseTheProvidersMayNotPlan() {
        Plan plan = cluster.plan("mine", "host", false, cluster.vm("mtv-rhel8-sanity"));
        plan.getMetadata().setName("theirs");
        plan.getMetadata().setResourceVersion(null);
        assertThatThrownBy(
                        () -> cluster.api().clientFor("nobody").resource(plan).create())
                .isInstanceOf(KubernetesClientException.class);
    }

    private Secret secret(String name, String password) {
        String url = cluster.vsphere().url();
        return secret(
                name,
                Map.of("createdForResourceType", "providers", "createdForProviderType", "vsphere"),
                Map.of("url", url, "user", "administrator@vsphere.local", "password", password));
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
