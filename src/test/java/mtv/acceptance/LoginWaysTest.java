package mtv.acceptance;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.cluster.login.OAuthTokens;
import mtv.sandbox.OpenShift;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.awaitility.Awaitility;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each way in to a cluster, and what becomes of the session's token. */
public class LoginWaysTest {

    private static final String ACCOUNT = "forklift-controller";

    private OutsideSandbox sandbox;
    private OpenShift hub;

    @BeforeClass
    public void start() throws IOException {
        sandbox = new OutsideSandbox();
        hub = sandbox.clusters().get(0);
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        sandbox.close();
    }

    private static Cluster connect(Map<String, String> given, Map<String, String> environment) {
        Settings settings =
                Settings.forCleanUp(new SettingsSources(Path.of(""), given, environment, SuiteParameters.none()));
        return Cluster.connect(settings.cluster().hub(), "openshift-mtv");
    }

    /** Of an account, for that time by the sandbox's clock. */
    private String accountToken(long seconds) {
        try (Cluster admin = sandbox.connect()) {
            TokenRequest asked = new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(seconds)
                    .endSpec()
                    .build();
            return admin.client()
                    .serviceAccounts()
                    .inNamespace("openshift-mtv")
                    .withName(ACCOUNT)
                    .tokenRequest(asked)
                    .getStatus()
                    .getToken();
        }
    }

    /** @param user what is in the file for the user of its only context */
    private Path kubeconfig(String user) throws IOException {
        Path ca = Files.writeString(Scratch.file("ca", ".pem"), hub.caPem());
        return Files.writeString(Scratch.file("kubeconfig", ""), """
                apiVersion: v1
                kind: Config
                current-context: it
                clusters:
                - {name: it, cluster: {server: "%s", certificate-authority: "%s"}}
                users:
                - name: me
                  user: %s
                contexts:
                - {name: it, context: {cluster: it, user: me}}
                """.formatted(hub.url(), ca, user));
    }

    private void assertLetsIn(Map<String, String> given, Map<String, String> environment) {
        try (Cluster cluster = connect(given, environment)) {
            assertThat(cluster.client().namespaces().withName("openshift-mtv").get())
                    .isNotNull();
            assertThat(cluster.apiUrl().getPort()).isEqualTo(hub.url().getPort());
            assertThat(cluster.token().reveal()).startsWith("sha256~");
        }
    }

    @Test
    public void aTokenLetsIn() {
        assertLetsIn(withToken(hub.token(OpenShift.ADMIN)), Map.of());
    }

    @Test
    public void aKubeconfigLetsInAndIsNotWritten() throws IOException {
        for (String user : List.of(
                "{token: \"" + hub.token(OpenShift.ADMIN) + "\"}",
                "{username: kubeadmin, password: \"" + hub.password(OpenShift.ADMIN) + "\"}")) {
            Path file = kubeconfig(user);
            String before = Files.readString(file);
            assertLetsIn(Map.of("kubeconfig", file.toString()), Map.of());
            assertThat(file).hasContent(before);
        }
    }

    @Test
    public void anExecPluginLetsInAndSeesNoSecretOfTheSuite() throws IOException {
        Path seen = Scratch.file("environment", ".txt");
        Path plugin = Files.writeString(Scratch.file("plugin", ".sh"), """
                #!/bin/sh
                env > %s
                echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential",'
                echo '"status": {"token": "%s"}}'
                """.formatted(seen, hub.token(OpenShift.ADMIN)));
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
        Path file = kubeconfig("{exec: {apiVersion: client.authentication.k8s.io/v1, command: \"" + plugin
                + "\", interactiveMode: Never}}");
        assertLetsIn(Map.of("kubeconfig", file.toString()), Map.of());
        assertThat(seen).content().contains("PATH=", "CLUSTER_PASSWORD=\n", "REMOTE_CLUSTER_TOKEN=\n");
    }

    @Test
    public void aPodIsLetInAsItsServiceAccount() throws IOException {
        Path token = Files.writeString(Scratch.file("token", ""), hub.token(OpenShift.ADMIN) + "\n");
        Path ca = Files.writeString(Scratch.file("ca", ".pem"), hub.caPem());
        Map<String, String> pod = Map.of(
                "KUBERNETES_SERVICE_HOST",
                hub.url().getHost(),
                "KUBERNETES_SERVICE_PORT",
                String.valueOf(hub.url().getPort()),
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN",
                token.toString(),
                "KUBERNETES_CERTS_CA_FILE",
                ca.toString());
        assertLetsIn(Map.of("cluster", "openshift"), pod);
    }

    /** However often it was refused, what the run has made must be removed. */
    @Test
    public void aCleanUpTakesATokenAlthoughTheRunHasTakenTooMany() throws IOException {
        Map<String, String> given = Map.of(
                "cluster_host",
                hub.url().toString(),
                "cluster_username",
                OpenShift.ADMIN,
                "cluster_password",
                hub.password(OpenShift.ADMIN),
                "insecure_verify_skip",
                "yes");
        try (Cluster cluster = connect(given, Map.of())) {
            for (int renewal = 0; renewal < 3; renewal++) {
                revoke(cluster.token().reveal());
                assertThat(cluster.now()).isNotNull();
            }
            revoke(cluster.token().reveal());
            assertThatThrownBy(cluster::now).hasMessageContaining("Unauthorized");
            try (Cluster cleanUp = cluster.forCleanUp()) {
                assertThat(cleanUp.now()).isNotNull();
            }
        }
    }

    /** The kubelet replaces the file before the token in it ends. */
    @Test
    public void aTokenFileIsReadAgainWhenItsTokenWasRefused() throws IOException {
        String first = hub.token(OpenShift.ADMIN);
        Path token = Files.writeString(Scratch.file("token", ""), first);
        Map<String, String> pod = new HashMap<>(Map.of(
                "KUBERNETES_SERVICE_HOST",
                hub.url().getHost(),
                "KUBERNETES_SERVICE_PORT",
                String.valueOf(hub.url().getPort()),
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN",
                token.toString()));
        Map<String, String> given = Map.of("cluster", "openshift", "insecure_verify_skip", "yes");
        try (Cluster cluster = connect(given, pod)) {
            revoke(cluster.token().reveal());
            Files.writeString(token, hub.token(OpenShift.ADMIN));
            assertThat(cluster.now()).isNotNull();
            assertThat(cluster.token().reveal()).isNotEqualTo(first);
        }
    }

    @DataProvider
    public Object[][] refused() throws IOException {
        return new Object[][] {
            {Map.of("cluster_host", "", "cluster_token", "sha256~nobodys"), "the token was refused"},
            {Map.of("cluster_host", "", "cluster_token", "expired"), "which has ended perhaps; check cluster_token"},
            {
                Map.of("kubeconfig", kubeconfig("{token: \"sha256~nobodys\"}").toString()),
                "the login of context \"it\" in"
            },
            {
                Map.of(
                        "kubeconfig",
                        kubeconfig("{exec: {apiVersion: client.authentication.k8s.io/v1, command: /no/such,"
                                        + " interactiveMode: Never}}")
                                .toString()),
                "gives neither token nor certificate"
            },
            {
                Map.of("cluster_host", "", "cluster_username", "kubeadmin", "cluster_password", "wrong"),
                "user \"kubeadmin\" or its password was refused; check cluster_username and cluster_password"
            },
        };
    }

    @Test(dataProvider = "refused")
    public void whoIsRefusedIsToldWhatToCheck(Map<String, String> settings, String told) throws Exception {
        Map<String, String> given = new HashMap<>(settings);
        given.replace("cluster_host", hub.url().toString());
        if ("expired".equals(given.get("cluster_token"))) {
            given.put("cluster_token", accountToken(600));
            sandboxTimePasses();
        }
        assertThatThrownBy(() -> connect(given, Map.of()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("Failed to get client for cluster " + hub.url())
                .hasMessageContaining(told);
    }

    /** At least the shortest life of a token. */
    private void sandboxTimePasses() {
        try (Cluster admin = sandbox.connect()) {
            Instant end = admin.now().plusSeconds(601);
            Awaitility.await().until(() -> admin.now().isAfter(end));
        }
    }

    private Map<String, String> password() {
        return Map.of(
                "cluster_host",
                hub.url().toString(),
                "cluster_username",
                OpenShift.ADMIN,
                "cluster_password",
                hub.password(OpenShift.ADMIN));
    }

    private Map<String, String> withToken(String token) {
        return Map.of("cluster_host", hub.url().toString(), "cluster_token", token);
    }

    /** Settings that let in by the token of that session. */
    private Map<String, String> tokenOf(Cluster cluster) {
        return withToken(cluster.token().reveal());
    }

    /** As an administrator may, with a token that is revoked last. */
    private void revoke(String token) {
        Cluster session = connect(withToken(token), Map.of());
        OAuthTokens.revoke(session.client().getHttpClient(), session.apiUrl(), List.of(session.token()));
        session.close();
    }

    private long logins() {
        return sandbox.requestsByKind().entrySet().stream()
                .filter(call -> call.getKey().endsWith(" 302"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    public void afterA401ThereIsOneLoginForAll() {
        try (Cluster cluster = connect(password(), Map.of())) {
            String first = cluster.token().reveal();
            revoke(first);
            long before = logins();
            CompletableFuture<?>[] requests = IntStream.range(0, 20)
                    .mapToObj(each -> CompletableFuture.runAsync(
                            () -> cluster.client().namespaces().list()))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(requests).join();
            assertThat(logins() - before).isEqualTo(1);
            assertThat(cluster.token().reveal()).isNotEqualTo(first);
        }
    }

    @Test
    public void aTokenOfTheRunIsRevokedAtItsEnd() {
        Cluster cluster = connect(password(), Map.of());
        Map<String, String> token = tokenOf(cluster);
        assertThat(cluster.tokenLife()).isPresent();
        connect(token, Map.of()).close();
        try (Cluster apart = cluster.forCleanUp()) {
            assertThat(apart.now()).isNotNull();
        }
        connect(token, Map.of()).close();
        cluster.close();
        assertThatThrownBy(() -> connect(token, Map.of())).hasMessageContaining("the token was refused");
    }

    @Test
    public void aTokenThatIsStillNeededIsLeft() {
        Cluster cluster = connect(password(), Map.of());
        Map<String, String> token = tokenOf(cluster);
        cluster.leaveToken();
        cluster.close();
        connect(token, Map.of()).close();
    }
}
