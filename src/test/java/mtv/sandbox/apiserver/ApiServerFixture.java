package mtv.sandbox.apiserver;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

import java.time.Clock;

/** An API server with a namespace and clients, shared by all methods of a test class. */
abstract class ApiServerFixture {

    private final String namespace;
    private final Clock clock;

    ApiServerBed cluster;
    KubernetesClient client;
    RawHttp http;

    ApiServerFixture(String namespace) {
        this(namespace, Clock.systemUTC());
    }

    ApiServerFixture(String namespace, Clock clock) {
        this.namespace = namespace;
        this.clock = clock;
    }

    @BeforeClass
    public final void startServer() {
        cluster = new ApiServerBed(clock);
        client = cluster.client();
        http = cluster.http();
        cluster.namespace(namespace);
    }

    @AfterClass(alwaysRun = true)
    public final void stopServer() {
        cluster.close();
    }
}
