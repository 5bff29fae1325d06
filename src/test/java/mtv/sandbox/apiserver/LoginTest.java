package mtv.sandbox.apiserver;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.openshift.client.OpenShiftClient;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Users log in with a password, components use a token, and requests with neither are refused. */
public class LoginTest {

    private ApiServerBed cluster;

    @BeforeClass
    public void start() {
        cluster = new ApiServerBed();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        cluster.close();
    }

    @Test
    public void aLoginGivesAToken() {
        try (OpenShiftClient client = cluster.login(ApiServerBed.USER, ApiServerBed.PASSWORD)) {
            assertThat(client.currentUser().getMetadata().getName()).isEqualTo(ApiServerBed.USER);
            String token = client.getConfiguration().getAutoOAuthToken();
            assertThat(token).startsWith("sha256~");
            assertThat(cluster.server().tokens().userOf(token)).contains(ApiServerBed.USER);
        }
    }

    @Test
    public void aWrongPasswordIsRefusedWithoutALocation() {
        try (OpenShiftClient client = cluster.login(ApiServerBed.USER, "wrong")) {
            assertThatThrownBy(() -> client.namespaces().list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("401")
                    .hasMessageContaining("Missing header:[Location]");
        }
    }

    @Test
    public void anUnknownTokenIs401AndNoTokenIs403() {
        ApiServer server = cluster.server();
        RawHttp.Answer unknown = new RawHttp(server.url(), server.caPem(), "invalid").get("/api/v1/namespaces");
        assertThat(unknown.code()).isEqualTo(401);
        assertThat(unknown.reason()).isEqualTo("Unauthorized");

        RawHttp nobody = new RawHttp(server.url(), server.caPem(), "");
        assertThat(nobody.get("/api/v1/namespaces").code()).isEqualTo(403);
        assertThat(nobody.get("/version/").body().path("gitVersion").asText()).startsWith("v1.33.");
        assertThat(nobody.get("/healthz").code()).isEqualTo(200);
    }

    @Test
    public void aRevokedTokenIsRefused() {
        String token = cluster.server().tokens().issue(ApiServerBed.USER);
        RawHttp http = new RawHttp(cluster.server().url(), cluster.server().caPem(), token);
        assertThat(http.get("/api").code()).isEqualTo(200);
        cluster.server().tokens().revoke(token);
        assertThat(http.get("/api").code()).isEqualTo(401);
    }

    @Test
    public void aServiceAccountWithARevokedTokenIsRefused() {
        try (var client = cluster.server().clientFor("system:component")) {
            assertThat(client.pods().list().getItems()).isEmpty();
            cluster.server().tokens().revoke(client.getConfiguration().getOauthToken());
            assertThatThrownBy(() -> client.namespaces().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            refused -> assertThat(refused.getCode()).isEqualTo(401));
        }
    }

    @Test
    public void trafficIsCountedByUser() {
        Traffic traffic = cluster.server().traffic();
        String user = "system:counted";
        try (var client = cluster.server().clientFor(user)) {
            client.pods().inNamespace("default").list();
            client.pods().inNamespace("default").withName("none").get();
        }
        assertThat(traffic.requestsBy(user)).isEqualTo(2);
        String agent = "fabric8-kubernetes-client";
        assertThat(traffic.snapshot())
                .containsAllEntriesOf(Map.of(
                        new Traffic.Call(user, "list", "pods", 200, agent),
                        1L,
                        new Traffic.Call(user, "get", "pods", 404, agent),
                        1L));
    }
}
