package mtv.cluster;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.spi.resolver.ResolverProvider;
import mtv.await.Stop;
import mtv.record.RecordedConnection;

import java.util.function.Supplier;

/** Makes {@link EventLoopHttpClient}s, for every client of this JVM that names no other factory (a service). */
public final class EventLoopHttpClientFactory implements HttpClient.Factory {

    private final Supplier<Vertx> instances;
    private final Stop stop;
    private final RecordedConnection wire;
    private final String server;

    public EventLoopHttpClientFactory() {
        this(Stop.never(), RecordedConnection.PLAIN, "");
    }

    /**
     * @param stop from which on nothing is asked or changed any more
     * @param wire looks on, or answers
     * @param server that the requests go to, as the wire calls it
     */
    EventLoopHttpClientFactory(Stop stop, RecordedConnection wire, String server) {
        this(EventLoopHttpClientFactory::newVertx, stop, wire, server);
    }

    EventLoopHttpClientFactory(Supplier<Vertx> instances) {
        this(instances, Stop.never(), RecordedConnection.PLAIN, "");
    }

    private EventLoopHttpClientFactory(Supplier<Vertx> instances, Stop stop, RecordedConnection wire, String server) {
        this.wire = wire;
        this.server = server;
        this.instances = instances;
        this.stop = stop;
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

    RecordedConnection wire() {
        return wire;
    }

    String server() {
        return server;
    }

    Stop stop() {
        return stop;
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
