package mtv.cluster;

import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import mtv.settings.Proxies;

import javax.net.ssl.TrustManager;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands the settings on to the library's own builder; interceptors stay here, where requests begin. */
final class EventLoopHttpClientBuilder
        extends StandardHttpClientBuilder<EventLoopHttpClient, EventLoopHttpClientFactory, EventLoopHttpClientBuilder> {

    /** Of the library, which adds it at level TRACE: it logs the headers and bodies of logins, and of Secrets. */
    private static final String LOGGING = "HttpLogging";

    EventLoopHttpClientBuilder(EventLoopHttpClientFactory factory) {
        super(factory);
        addOrReplaceInterceptor(LOGGING, null);
    }

    @Override
    public EventLoopHttpClient build() {
        if (client != null) {
            return client.derived(this);
        }
        Vertx vertx = clientFactory.vertx();
        return new EventLoopHttpClient(
                this,
                new AtomicBoolean(),
                vertx,
                new ClusterConnections(
                        Proxies.ofThisProcess(),
                        proxy -> settingsOn(new ProxiedFactory(vertx, proxy, nativeTls()), vertx)
                                .build()));
    }

    private Optional<TrustManager> nativeTls() {
        boolean plain = sslContext == null || keyManagers != null && keyManagers.length > 0;
        return plain || trustManagers == null || trustManagers.length != 1 || !NativeTls.isAvailable()
                ? Optional.empty()
                : Optional.of(trustManagers[0]);
    }

    private VertxHttpClientBuilder<VertxHttpClientFactory> settingsOn(VertxHttpClientFactory factory, Vertx vertx) {
        VertxHttpClientBuilder<VertxHttpClientFactory> plain = new VertxHttpClientBuilder<>(factory, vertx);
        if (connectTimeout != null) {
            plain.connectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (followRedirects) {
            plain.followAllRedirects();
        }
        if (preferHttp11) {
            plain.preferHttp11();
        }
        if (sslContext != null) {
            plain.sslContext(keyManagers, trustManagers);
        }
        if (tlsVersions != null) {
            plain.tlsVersions(tlsVersions);
        }
        if (proxyAddress != null) {
            plain.proxyType(proxyType).proxyAddress(proxyAddress).proxyAuthorization(proxyAuthorization);
            if (HttpClientUtils.decodeBasicCredentials(proxyAuthorization) == null) {
                addProxyAuthInterceptor();
            }
        }
        return plain.tlsServerName(tlsServerName);
    }

    @Override
    protected EventLoopHttpClientBuilder newInstance(EventLoopHttpClientFactory factory) {
        return new EventLoopHttpClientBuilder(factory);
    }
}
