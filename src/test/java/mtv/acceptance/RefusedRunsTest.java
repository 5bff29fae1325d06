package mtv.acceptance;

import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that must end before they create anything: one message, every link skipped. */
public class RefusedRunsTest {

    @DataProvider
    public Object[][] mistakes() {
        return new Object[][] {
            {
                "remote_ocp_cluster",
                "other.example",
                "remote_ocp_cluster is \"other.example\", but the connected API host is \"localhost\""
            },
            {"cluster_password", "wrong", "Failed to get client for cluster .* user \"kubeadmin\" or its password"},
            {"cluster_host", "https://127.0.0.1:1", "Failed to get client for cluster https://127.0.0.1:1: Connection"},
            {"cluster_host", "https://no-such-host.invalid", "Failed to get client for cluster .* host name is unknown"
            },
            {"insecure_verify_skip", "false", "Failed to get client for cluster .* TLS: .* give cluster_ca_file"},
            {"mtv_namespace", "default", "all pods of MTV in namespace default are Running, in vain; last seen: nothing"
            },
            {"remote_ocp_cluster", "", "No test ran: No remote OCP cluster provided"},
        };
    }

    @Test(dataProvider = "mistakes")
    public void aMistakeIsOneMessageAndCreatesNothing(String key, String value, String message) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.remove("cluster_ca_file");
            settings.put(key, value);

            if (key.equals("mtv_namespace")) {
                settings.put("operator_wait_timeout", "1");
            }

            SuiteRun run =
                    GivenSettings.during(settings, () -> SuiteRun.of("testng-remote.xml", Map.of(), test -> true));

            assertThat(run.messages()).singleElement().asString().containsPattern(message);
            assertThat(run.links(ITestResult.SKIP)).hasSize(20);
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    /** A plain Kubernetes answers so, and an OpenShift whose users come from an OIDC provider. */
    @Test
    public void aClusterWithoutUsersIsNotOpenShift() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox("api-not-found-flicker")) {
            SuiteRun run = GivenSettings.during(
                    sandbox.settings(), () -> SuiteRun.of("testng-remote.xml", Map.of(), test -> true));

            assertThat(run.messages())
                    .singleElement()
                    .asString()
                    .contains("API: Failed to get client for cluster https://localhost:")
                    .endsWith(": it answers 404 when somebody logs in, so it is no OpenShift with an OAuth server;"
                            + " check cluster_host");
        }
    }

    @Test
    public void aRunInWhichNothingRanCanBeAccepted() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("remote_ocp_cluster", "");
            settings.put("allow_all_skipped", "true");

            SuiteRun run =
                    GivenSettings.during(settings, () -> SuiteRun.of("testng-remote.xml", Map.of(), test -> true));

            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SKIP)).hasSize(20);
        }
    }
}
