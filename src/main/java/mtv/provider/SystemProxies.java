package mtv.provider;

import mtv.settings.Credentials;
import mtv.settings.Proxies;
import mtv.settings.input.Secret;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The JDK's client asks the same proxies as the cluster's does. */
final class SystemProxies extends ProxySelector {

    /**
     * By default the JDK keeps user and password from a proxy that is to tunnel; it reads this once, when it is first
     * used.
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

    /** The header by which the proxy knows its user, which goes to nobody else; none without a user. */
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
        // the request itself fails, and says so
    }
}
