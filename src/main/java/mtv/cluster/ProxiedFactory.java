package mtv.cluster;

import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.ext.web.client.WebClientOptions;
import mtv.settings.Proxies;
import mtv.settings.value.Secret;

import java.util.Optional;

/** The library's clients, all of whose connections are tunnels of one proxy, if there is one. */
final class ProxiedFactory extends VertxHttpClientFactory {

    private final Optional<Proxies.Proxy> proxy;

    ProxiedFactory(Vertx vertx, Optional<Proxies.Proxy> proxy) {
        super(vertx);
        this.proxy = proxy;
    }

    @Override
    protected void additionalConfig(WebClientOptions options) {
        proxy.ifPresent(through -> options.setProxyOptions(new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(through.host())
                .setPort(through.port())
                .setUsername(through.username().orElse(null))
                .setPassword(through.password().map(Secret::reveal).orElse(null))));
    }
}
