package mtv.provider.http;

import mtv.settings.Credentials;
import mtv.settings.Proxies;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Makes the JDK's HTTP client use the same proxies as the cluster's client does. */
final class SystemProxies extends ProxySelector {

    /**
     * The property with which the JDK by default sends no user and password to a proxy that tunnels. It is read once,
     * at the first use.
     */
    private static final String TUNNELS_WITHOUT = "jdk.http.auth.tunneling.disabledSchemes";

    static {
        if (System.getProperty(TUNNELS_WITHOUT) == null) {
            System.setProperty(TUNNELS_WITHOUT, "");
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(Proxies.ofThisProcess()
                .forUri(uri)
                .map(proxy ->
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                .orElse(Proxy.NO_PROXY));
    }

    /** The header with the proxy's user, which is sent to the proxy alone; none without a user. */
    Map<String, String> login(URI uri) {
        return Proxies.ofThisProcess()
                .forUri(uri)
                .flatMap(proxy -> proxy.username()
                        .map(user -> new Credentials(user, proxy.password().orElse(new Secret("")))))
                .map(login ->
                        Map.of("Proxy-Authorization", HttpSession.basic(login).get("Authorization")))
                .orElse(Map.of());
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException why) {
        // the request itself fails with the reason
    }
}
