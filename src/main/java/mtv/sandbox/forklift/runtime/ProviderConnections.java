package mtv.sandbox.forklift.runtime;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import mtv.model.Provider;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.sources.SourceUrl;

import java.net.MalformedURLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Clients of the clusters that Providers stand for: of MTV's own cluster for an empty URL, else of the cluster at that
 * URL with the Secret's token. A connection is replaced when its Provider or Secret changes.
 */
public final class ProviderConnections implements AutoCloseable {

    /** MTV's user agent, which distinguishes its requests from those of the user whose token it has. */
    public static final String AGENT = "forklift-controller";

    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final KubernetesClient local;
    private final ObjectCache<Secret> secrets;
    private final Vertx vertx;
    private final Map<String, Connection> open = new ConcurrentHashMap<>();

    private record Connection(String version, KubernetesClient client) {}

    /** @param vertx shared by all connections */
    public ProviderConnections(KubernetesClient local, ObjectCache<Secret> secrets, Vertx vertx) {
        this.local = local;
        this.secrets = secrets;
        this.vertx = vertx;
    }

    /** Whether this is a Provider of MTV's own cluster, which needs no Secret. */
    public static boolean isHost(Provider provider) {
        String url = provider.getSpec().url();
        return "openshift".equals(provider.getSpec().type()) && (url == null || url.isEmpty());
    }

    public KubernetesClient to(Provider provider) {
        if (isHost(provider)) {
            return local;
        }
        Secret secret = secrets.get(ObjectKey.of(provider.getSpec().secret()))
                .orElseThrow(() -> new RequeueException("secret of provider " + ObjectKey.of(provider)));
        String version = provider.getMetadata().getGeneration() + "/"
                + secret.getMetadata().getResourceVersion();
        return open.compute(provider.getMetadata().getUid(), (uid, now) -> {
                    if (now != null && now.version().equals(version)) {
                        return now;
                    }
                    close(now);
                    return new Connection(version, connect(provider.getSpec().url(), secret));
                })
                .client();
    }

    /** Closes the connection of a deleted Provider. */
    public void forget(String providerUid) {
        close(open.remove(providerUid));
    }

    private KubernetesClient connect(String url, Secret secret) {
        boolean insecure = ProviderSecrets.flag(secret, "insecureSkipVerify");
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(
                        server(url, insecure || ProviderSecrets.ca(secret).isPresent()))
                .withOauthToken(ProviderSecrets.value(secret, "token").orElse(null))
                .withTrustCerts(insecure)
                .withDisableHostnameVerification(insecure)
                .withCaCertData(
                        insecure
                                ? null
                                : ProviderSecrets.ca(secret)
                                        .map(ProviderSecrets::base64)
                                        .orElse(null))
                .withUserAgent(AGENT)
                .withConnectionTimeout(CONNECT_TIMEOUT_MS)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new VertxHttpClientFactory(vertx))
                .withKubernetesSerialization(local.getKubernetesSerialization())
                .build();
    }

    /**
     * The URL of the API server. A URL without a scheme gets one according to the TLS settings, and host names are in
     * lower case.
     */
    private static String server(String url, boolean tls) {
        try {
            SourceUrl given = SourceUrl.parse(url);
            if (given.scheme().isEmpty() || given.host().isEmpty()) {
                given = SourceUrl.parse((tls ? "https://" : "http://") + url);
            }
            return given.scheme() + "://" + given.host() + given.path();
        } catch (MalformedURLException e) {
            return url;
        }
    }

    private static void close(Connection connection) {
        if (connection != null) {
            connection.client().close();
        }
    }

    @Override
    public void close() {
        open.values().forEach(ProviderConnections::close);
    }
}
