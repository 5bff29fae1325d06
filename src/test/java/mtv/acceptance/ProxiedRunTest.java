package mtv.acceptance;

import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.acceptance.harness.TunnelProxy;
import org.testng.ITestResult;
import org.testng.annotations.Test;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A machine that reaches nothing but its proxy: API, OAuth, inventory, source, watches and port-forwards go through.
 */
public class ProxiedRunTest {

    @Test
    public void everythingGoesThroughTheProxy() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("me", "p:ss");
                OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("https.proxyHost", "127.0.0.1");
            settings.put("https.proxyPort", String.valueOf(proxy.port()));
            settings.put("https.proxyUser", "me");
            settings.put("https.proxyPassword", "p:ss");
            settings.put("http.nonProxyHosts", "");

            SuiteRun run = GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(
                            "testng-remote.xml",
                            Map.of(),
                            test -> test.getName().startsWith("Cold")));

            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(5);
            String api = URI.create(settings.get("cluster_host")).getAuthority();
            assertThat(proxy.refused()).isEmpty();
            assertThat(proxy.tunnels()).contains(api);
            assertThat(proxy.tunnels().stream().distinct()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    public void aProxyThatRefusesIsReported() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("me", "other");
                OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("https.proxyHost", "127.0.0.1");
            settings.put("https.proxyPort", String.valueOf(proxy.port()));
            settings.put("https.proxyUser", "me");
            settings.put("https.proxyPassword", "hunter2");
            settings.put("http.nonProxyHosts", "");

            SuiteRun run = GivenSettings.during(settings, () -> SuiteRun.of("testng-remote.xml", Map.of(), t -> true));

            assertThat(run.messages())
                    .singleElement()
                    .asString()
                    .contains("API: Failed to get client for cluster")
                    .contains("the proxy on the way refuses its user or password")
                    .contains("proxy 127.0.0.1:" + proxy.port() + " (-Dhttps.proxyHost)")
                    .doesNotContain("hunter2");
        }
    }
}
