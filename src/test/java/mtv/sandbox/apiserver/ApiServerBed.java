package mtv.sandbox.apiserver;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.openshift.client.OpenShiftClient;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.forklift.MtvKinds;
import mtv.sandbox.tls.Certificate;

import java.time.Clock;
import java.util.Map;

/** An API server with one user, and clients for it. */
final class ApiServerBed implements AutoCloseable {

    static final String USER = "kubeadmin";
    static final String PASSWORD = "secret";
    static final String ADMIN = "system:admin";

    private final Faults faults = Faults.none();
    private final ApiServer server;
    private final KubernetesClient client;

    ApiServerBed() {
        this(Clock.systemUTC());
    }

    ApiServerBed(Clock clock) {
        server = ApiServer.start(ApiServerConfig.of(clock, Certificate.loopback(), Map.of(USER, PASSWORD))
                .withFaults(faults));
        MtvKinds.install(server);
        client = server.clientFor(ADMIN);
    }

    ApiServer server() {
        return server;
    }

    Faults faults() {
        return faults;
    }

    KubernetesClient client() {
        return client;
    }

    RawHttp http() {
        return http(USER);
    }

    /** A client of that user, whose rights come from bindings. */
    RawHttp http(String user) {
        return new RawHttp(server.url(), server.caPem(), server.tokens().issue(user));
    }

    OpenShiftClient login(String user, String password) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.url().toString())
                .withUsername(user)
                .withPassword(password)
                .withCaCertData(server.caPem())
                .build();
        return new KubernetesClientBuilder().withConfig(config).build().adapt(OpenShiftClient.class);
    }

    /** Creates a namespace, so that tests which share a server do not share objects. */
    String namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    @Override
    public void close() {
        server.close();
    }
}
