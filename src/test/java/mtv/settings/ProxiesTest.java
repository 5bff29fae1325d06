package mtv.settings;

import mtv.settings.value.Secret;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.net.URI;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The proxy for a host, by system properties and environment. */
public class ProxiesTest {
    private static final String ONE = "http://one.example:3128";

    @DataProvider
    public Object[][] environments() {
        return new Object[][] {
            {Map.of("HTTPS_PROXY", ONE), "https://api.example:6443", "one.example:3128 (HTTPS_PROXY)"},
            {Map.of("https_proxy", "one.example:3128"), "https://api.example", "one.example:3128 (https_proxy)"},
            {Map.of("https_proxy", ONE, "HTTPS_PROXY", "two:1"), "wss://api.example", "one.example:3128 (https_proxy)"},
            {Map.of("HTTP_PROXY", ONE), "https://api.example", ""},
            {Map.of("HTTP_PROXY", ONE), "http://api.example", "one.example:3128 (HTTP_PROXY)"},
            {Map.of("ALL_PROXY", ONE), "https://api.example", "one.example:3128 (ALL_PROXY)"},
            {Map.of("HTTPS_PROXY", ONE), "https://localhost:8443", ""},
            {Map.of("HTTPS_PROXY", ONE), "https://127.0.0.1", ""},
            {Map.of("HTTPS_PROXY", ONE), "https://[::1]", ""},
            {Map.of("HTTPS_PROXY", ONE, "NO_PROXY", "*"), "https://api.example", ""},
            {Map.of("HTTPS_PROXY", ONE, "NO_PROXY", "x, .example"), "https://API.example", ""},
            {Map.of("HTTPS_PROXY", ONE, "no_proxy", "example"), "https://oauth.apps.example", ""},
            {Map.of("HTTPS_PROXY", ONE, "NO_PROXY", "ample"), "https://api.example", "one.example:3128 (HTTPS_PROXY)"},
            {Map.of("HTTPS_PROXY", ONE, "NO_PROXY", "api.example:6443"), "https://api.example:6443", ""},
            {
                Map.of("HTTPS_PROXY", ONE, "NO_PROXY", "api.example:6443"),
                "https://api.example",
                "one.example:3128 (HTTPS_PROXY)"
            },
            {Map.of("HTTPS_PROXY", ONE, "NO_PROXY", "10.0.0.0/8"), "https://10.1.2.3:6443", ""},
            {Map.of("HTTPS_PROXY", ONE, "NO_PROXY", "10.0.0.0/8"), "https://11.1.2.3", "one.example:3128 (HTTPS_PROXY)"
            },
            {Map.of("HTTPS_PROXY", ONE, "NO_PROXY", "fd00::/8"), "https://[fd12::1]:6443", ""},
            {Map.of("HTTPS_PROXY", ""), "https://api.example", ""},
            {Map.of(), "https://api.example", ""},
        };
    }

    @Test(dataProvider = "environments")
    public void theEnvironmentNamesAProxy(Map<String, String> environment, String uri, String proxy) {
        assertThat(shown(Map.of(), environment, uri)).isEqualTo(proxy);
    }

    @DataProvider
    public Object[][] properties() {
        Map<String, String> one = Map.of("https.proxyHost", "one", "https.proxyPort", "3128");
        return new Object[][] {
            {one, "https://api.example", "one:3128 (-Dhttps.proxyHost)"},
            {one, "https://localhost", ""},
            {Map.of("https.proxyHost", "one"), "https://api.example", "one:443 (-Dhttps.proxyHost)"},
            {
                Map.of("https.proxyHost", "one", "http.nonProxyHosts", ""),
                "https://localhost",
                "one:443 (-Dhttps.proxyHost)"
            },
            {Map.of("https.proxyHost", "one", "http.nonProxyHosts", "*.example|x"), "https://api.example", ""},
            {Map.of("http.proxyHost", "one"), "https://api.example", "env:80 (HTTPS_PROXY)"},
        };
    }

    @Test(dataProvider = "properties")
    public void aSystemPropertyWinsOverTheEnvironment(Map<String, String> properties, String uri, String proxy) {
        assertThat(shown(properties, Map.of("HTTPS_PROXY", "env"), uri)).isEqualTo(proxy);
    }

    @Test
    public void theLoginOfAProxyIsReadAndNeverShown() {
        Proxies.Proxy proxy = Proxies.of(Map.of(), Map.of("HTTPS_PROXY", "http://me:p%40s:s+@one:1"))
                .forUri(URI.create("https://api.example"))
                .orElseThrow();
        assertThat(proxy.username()).contains("me");
        assertThat(proxy.password()).contains(new Secret("p@s:s+"));
        assertThat(proxy.toString()).isEqualTo("one:1 (HTTPS_PROXY)");
    }

    @DataProvider
    public Object[][] bad() {
        return new Object[][] {{"https://u:hunter2@one:1"}, {"socks5://u:hunter2@one"}, {"http://u:hunter2@one:99999"}};
    }

    @Test(dataProvider = "bad")
    public void aWrongProxyIsReportedWithTheOtherProblems(String text) {
        assertThat(new SettingsFixture()
                        .cluster()
                        .environment("HTTPS_PROXY", text)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("environment HTTPS_PROXY: ")
                .endsWith(
                        "is no proxy that can be used here; write http://host:port, with user:password@ before the host"
                                + " if it wants them")
                .doesNotContain("hunter2");
        assertThat(new SettingsFixture().environment("HTTPS_PROXY", text).problems())
                .isEmpty();
    }

    private static String shown(Map<String, String> properties, Map<String, String> environment, String uri) {
        return Proxies.of(properties, environment)
                .forUri(URI.create(uri))
                .map(Object::toString)
                .orElse("");
    }
}
