package mtv.acceptance;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteProcess;
import mtv.acceptance.harness.SuiteRun;
import mtv.cluster.Cluster;
import mtv.cluster.login.OAuthTokens;
import mtv.model.Migration;
import mtv.sandbox.OpenShift;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.clock.SandboxTime;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.awaitility.Awaitility;
import org.testng.ITestResult;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose token is in the Secret of a remote destination, and for how long. */
public class FollowedTokenTest {

    private static final String REMOTE = "testng-remote.xml";
    private static final String STALL = "copy-never-ends";
    private static final String COLD = "Cold migration to a remote OpenShift";

    /** In a pod: the kubelet replaces the token in its file, and then the old one ends. */
    @Test
    public void aTokenThatEndsDuringAMigrationIsFollowed() throws Exception {
        Path console = Scratch.file("followed", ".txt");
        // the migration goes no further until the token is another one
        SandboxConfig held = new SandboxConfig(100, 1, Set.of(STALL));
        try (OutsideSandbox sandbox = new OutsideSandbox(held);
                Cluster admin = sandbox.connect()) {
            OpenShift hub = sandbox.clusters().get(0);
            String first = hub.token(OpenShift.ADMIN);
            Path file = Files.writeString(Scratch.file("token", ""), first);
            Map<String, Object> before = sandbox.state();
            Process run = SuiteProcess.start(REMOTE, inPod(sandbox, file), console, "-groups", "cold");
            try {
                await(
                        run,
                        () -> admin.client().resources(Migration.class).inAnyNamespace().list().getItems().stream()
                                .anyMatch(migration -> migration.has("Running")));
                assertThat(token(admin)).isEqualTo(first);
                Files.writeString(file, hub.token(OpenShift.ADMIN));
                await(run, () -> !token(admin).equals(first));
                revoke(sandbox, first);
                sandbox.disarm(STALL);
                assertThat(run.waitFor(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                        .isTrue();
            } finally {
                run.destroyForcibly();
            }
            assertThat(Files.readString(console))
                    .contains("has the session's new token", "PASS ColdRemoteOcpE2E.checkVms")
                    .doesNotContain("FAIL ");
            assertThat(run.exitValue()).isZero();
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    private static void await(Process run, BooleanSupplier moment) {
        Awaitility.await().atMost(SandboxTime.HANG).until(() -> {
            assertThat(run.isAlive()).isTrue();
            return moment.getAsBoolean();
        });
    }

    private static Map<String, String> inPod(OutsideSandbox sandbox, Path token) {
        OpenShift hub = sandbox.clusters().get(0);
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.keySet().removeAll(List.of("cluster_host", "cluster_username", "cluster_password", "cluster_ca_file"));
        settings.put("cluster", "openshift");
        settings.put("insecure_verify_skip", "true");
        settings.put("kubernetes_service_host", hub.url().getHost());
        settings.put("kubernetes_service_port", String.valueOf(hub.url().getPort()));
        settings.put("kubernetes_auth_serviceaccount_token", token.toString());
        return settings;
    }

    @Test
    public void aTokenThatWasRefusedIsReplacedInTheSecret() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster admin = sandbox.connect()) {
            Map<String, String> settings = sandbox.settings();
            TestBed bed = TestBed.prepare(
                    Settings.of(new SettingsSources(Path.of(""), settings, Map.of(), SuiteParameters.none())),
                    "remote");
            try {
                OpenTestBed open = bed.open();
                String first = token(admin);
                revoke(sandbox, first);
                open.source().originals(open.scenario("test_cold_remote_ocp"));
                Awaitility.await("the Secret has the new token")
                        .atMost(SandboxTime.HANG)
                        .until(() -> !token(admin).equals(first));
            } finally {
                bed.close();
            }
        }
    }

    @Test
    public void aTokenOfAServiceAccountIsGivenInstead() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster admin = sandbox.connect()) {
            admin.client()
                    .resource(new ClusterRoleBindingBuilder()
                            .withNewMetadata()
                            .withName("of-the-account")
                            .endMetadata()
                            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                            .addNewSubject()
                            .withKind("ServiceAccount")
                            .withNamespace("openshift-mtv")
                            .withName("forklift-controller")
                            .endSubject()
                            .build())
                    .create();
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("remote_token_from", "service_account");
            settings.put("remote_service_account", "openshift-mtv/forklift-controller");
            settings.put("skip_teardown", "true");
            SuiteRun run = GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(REMOTE, Map.of(), test -> test.getName().equals(COLD)));
            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(5);
            try (Cluster mtv =
                    connect(Map.of("cluster_host", settings.get("cluster_host"), "cluster_token", token(admin)))) {
                assertThat(mtv.client().raw("/apis/user.openshift.io/v1/users/~"))
                        .contains("system:serviceaccount:openshift-mtv:forklift-controller");
            }
        }
    }

    @Test
    public void anAccountThatIsNotThereIsTold() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("remote_token_from", "service_account");
            SuiteRun run = GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(REMOTE, Map.of(), test -> test.getName().equals(COLD)));
            assertThat(run.messages())
                    .singleElement()
                    .asString()
                    .contains("a token of ServiceAccount mtv-e2e/mtv-e2e of the hub", "remote_service_account");
        }
    }

    /** The one in the Secret of the destination. */
    private static String token(Cluster admin) {
        Secret secret = admin.client().secrets().inAnyNamespace().list().getItems().stream()
                .filter(each -> each.getMetadata().getName().endsWith("-destination-ocp-secret"))
                .findFirst()
                .orElseThrow();
        return new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
    }

    private static void revoke(OutsideSandbox sandbox, String token) {
        try (Cluster session =
                connect(Map.of("cluster_host", sandbox.settings().get("cluster_host"), "cluster_token", token))) {
            OAuthTokens.revoke(session.client().getHttpClient(), session.apiUrl(), List.of(session.token()));
        }
    }

    private static Cluster connect(Map<String, String> given) {
        Settings settings =
                Settings.forCleanUp(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none()));
        return Cluster.connect(settings.cluster().hub(), "openshift-mtv");
    }
}
