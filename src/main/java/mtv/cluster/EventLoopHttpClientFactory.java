package mtv.cluster;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.spi.resolver.ResolverProvider;

import java.util.function.Supplier;

/** Makes {@link EventLoopHttpClient}s, for every client of this JVM that names no other factory (a service). */
public final class EventLoopHttpClientFactory implements HttpClient.Factory {

    private final Supplier<Vertx> instances;

    public EventLoopHttpClientFactory() {
        this(EventLoopHttpClientFactory::newVertx);
    }

    EventLoopHttpClientFactory(Supplier<Vertx> instances) {
        this.instances = instances;
    }

    @Override
    public HttpClient.Builder newBuilder() {
        return new EventLoopHttpClientBuilder(this);
    }

    /** Above the library's own clients. */
    @Override
    public int priority() {
        return 1;
    }

    /** A new one for each client, which closes it. */
    Vertx vertx() {
        return instances.get();
    }

    /**
     * Names are resolved by the JDK, as everywhere else in this JVM: Vert.x's resolver reads resolv.conf its own way.
     */
    private static Vertx newVertx() {
        System.setProperty(ResolverProvider.DISABLE_DNS_RESOLVER_PROP_NAME, "true");
        return Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }
}
