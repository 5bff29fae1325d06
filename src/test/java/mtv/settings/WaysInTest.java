package mtv.settings;

import mtv.Scratch;
import mtv.settings.value.Secret;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** How a cluster is entered: which settings go together, and what is told of files that cannot be used. */
public class WaysInTest {

    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: mine
            clusters:
            - {name: one, cluster: {server: "https://api.one.example:6443"}}
            - {name: odd, cluster: {server: "api.one.example"}}
            users:
            - {name: me, user: {token: hidden}}
            - {name: nobody, user: {}}
            contexts:
            - {name: mine, context: {cluster: one, user: me}}
            - {name: empty, context: {cluster: one, user: nobody}}
            - {name: gone, context: {cluster: two, user: me}}
            - {name: odd, context: {cluster: odd, user: me}}
            """;

    private static SettingsFixture fixture() {
        return new SettingsFixture()
                .cluster()
                .file("source_provider=vc\nstorage_class=fast\nsource_provider_insecure_skip_verify=true\n")
                .write("kubeconfig.yaml", KUBECONFIG)
                .write("empty.yaml", "")
                .write("nameless.yaml", KUBECONFIG.replace("current-context: mine\n", ""))
                .write("text.yaml", "clusters: [what is this\n");
    }

    @Test
    public void aTokenIsEnough() {
        ClusterCredentials hub = fixture()
                .systemProperty("cluster_host", "https://api.one.example:6443")
                .systemProperty("cluster_token", "hidden")
                .read()
                .cluster()
                .hub();
        assertThat(hub.login()).contains(new Login.Token(new Secret("hidden")));
        assertThat(hub.secret()).contains(new Secret("hidden"));
    }

    @Test
    public void aKubeconfigNamesApiAndLoginAndIsVerified() {
        ClusterCredentials hub = fixture()
                .systemProperty("kubeconfig", "kubeconfig.yaml")
                .read()
                .cluster()
                .hub();
        assertThat(hub.host()).contains("https://api.one.example:6443");
        assertThat(hub.insecureSkipVerify()).isFalse();
        assertThat(hub.login()).get().isInstanceOf(Login.Context.class);
        assertThat(hub).asString().doesNotContain("hidden");
    }

    @Test
    public void theEnvironmentsKubeconfigAsksForNoCluster() {
        SettingsFixture given = fixture().environment("KUBECONFIG", "kubeconfig.yaml");
        assertThat(given.read().isSandbox()).isTrue();
        assertThat(given.systemProperty("cluster", "openshift")
                        .read()
                        .cluster()
                        .hub()
                        .host())
                .contains("https://api.one.example:6443");
    }

    @Test
    public void theEnvironmentsKubeconfigGivesWayToAnyLogin() {
        ClusterCredentials hub = fixture()
                .environment("KUBECONFIG", "kubeconfig.yaml")
                .systemProperty("cluster_host", "https://api.two.example:6443")
                .systemProperty("cluster_token", "hidden")
                .read()
                .cluster()
                .hub();
        assertThat(hub.host()).contains("https://api.two.example:6443");
    }

    @Test
    public void aPodIsItsServiceAccount() throws IOException {
        Path token = Files.writeString(Scratch.file("token", ""), "hidden");
        SettingsFixture pod = fixture()
                .environment("KUBERNETES_SERVICE_HOST", "fd00::1")
                .environment("KUBERNETES_SERVICE_PORT", "443")
                .environment("KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString())
                .environment("KUBERNETES_CERTS_CA_FILE", Scratch.caFile().toString());
        assertThat(pod.read().isSandbox()).isTrue();
        ClusterCredentials hub =
                pod.systemProperty("cluster", "openshift").read().cluster().hub();
        assertThat(hub.host()).contains("https://[fd00::1]:443");
        assertThat(hub.login()).contains(new Login.TokenFile(token));
        assertThat(hub.insecureSkipVerify()).isFalse();
        assertThat(hub.caFile()).isPresent();
    }

    @DataProvider
    public Object[][] wrong() {
        return new Object[][] {
            {"kubeconfig=none.yaml", "-Dkubeconfig: kubeconfig: there is no file none.yaml"},
            {"kubeconfig=empty.yaml", "empty.yaml"},
            {"kubeconfig=text.yaml", "text.yaml is no kubeconfig that can be read"},
            {"kubeconfig=nameless.yaml", "has no current context; give kube_context, one of: mine, empty, gone, odd"},
            {"kubeconfig=kubeconfig.yaml kube_context=your", "has no context \"your\"; give kube_context, one of: mine"
            },
            {"kubeconfig=kubeconfig.yaml kube_context=empty", "has neither token nor certificate nor plugin"},
            {"kubeconfig=kubeconfig.yaml kube_context=gone", "names a cluster that is not in the file"},
            {"kubeconfig=kubeconfig.yaml kube_context=odd", "has no usable server: \"api.one.example\""},
            {"kubeconfig=kubeconfig.yaml cluster_host=https://a.example", "kubeconfig names the API too"},
            {"kubeconfig=kubeconfig.yaml cluster_token=hidden", "several ways to log in; give one of them only"},
            {
                "cluster_host=https://a.example cluster_username=me cluster_password=hidden cluster_token=hidden",
                "cluster_username (-Dcluster_username), cluster_password (-Dcluster_password), cluster_token"
                        + " (-Dcluster_token): several ways to log in"
            },
            {"cluster_host=https://a.example cluster_token=hidden kube_context=mine", "but no kubeconfig"},
            {"cluster_token=hidden", "cluster_host: missing for a run on OpenShift"},
            {
                "cluster_host=https://a.example cluster_client_certificate=kubeconfig.yaml cluster_client_key=none.pem",
                "cluster_client_key: there is no file none.pem"
            },
            {
                "cluster_host=https://a.example cluster_client_certificate=kubeconfig.yaml",
                "cluster_client_key: missing for a run on OpenShift"
            },
        };
    }

    @Test(dataProvider = "wrong")
    public void whatCannotBeIsToldAtOnce(String given, String told) {
        SettingsFixture fixture = fixture();
        for (String setting : given.split(" ")) {
            String[] pair = setting.split("=", 2);
            fixture.systemProperty(pair[0], pair[1]);
        }
        assertThat(fixture.problems())
                .anySatisfy(problem -> assertThat(problem).contains(told))
                .allSatisfy(problem -> assertThat(problem).doesNotContain("hidden"));
    }
}
