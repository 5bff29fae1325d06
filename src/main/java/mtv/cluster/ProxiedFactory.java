package mtv.cluster;

import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.ext.web.client.WebClientOptions;
import mtv.settings.Proxies;
import mtv.settings.value.Secret;

import javax.net.ssl.TrustManager;

import java.util.Optional;

/** The library's clients, all of whose connections are tunnels of one proxy, if there is one. */
final class ProxiedFactory extends VertxHttpClientFactory {

    private final Optional<Proxies.Proxy> proxy;
    private final Optional<TrustManager> nativeTls;

    /** @param nativeTls who judges servers, where {@link NativeTls} makes the connections */
    ProxiedFactory(Vertx vertx, Optional<Proxies.Proxy> proxy, Optional<TrustManager> nativeTls) {
        super(vertx);
        this.proxy = proxy;
        this.nativeTls = nativeTls;
    }

    @Override
    protected void additionalConfig(WebClientOptions options) {
        nativeTls.ifPresent(trust -> NativeTls.use(options, trust));
        proxy.ifPresent(through -> options.setProxyOptions(new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(through.host())
                .setPort(through.port())
                .setUsername(through.username().orElse(null))
                .setPassword(through.password().map(Secret::reveal).orElse(null))));
    }
}
