package mtv.sandbox.inventory;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import mtv.model.Provider;
import mtv.sandbox.http.HttpAnswer;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the cluster what callers may do, by their tokens. What it allowed is remembered for some seconds. */
final class InventoryAuthorization implements AutoCloseable {

    static final String AGENT = "forklift-inventory";

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final String ERROR = "forklift-error-message";

    private final InventoryConfig config;
    private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();
    private final Map<String, Instant> allowed = new ConcurrentHashMap<>();

    InventoryAuthorization(InventoryConfig config) {
        this.config = config;
    }

    /** The refusal, unless this caller may get this Provider. */
    Optional<HttpAnswer> refusal(String token, Provider provider) {
        return refusal(
                token,
                "get",
                provider.getMetadata().getNamespace(),
                provider.getMetadata().getName());
    }

    /** The refusal, unless the caller may list Providers here, or everywhere when the namespace is empty. */
    Optional<HttpAnswer> refusal(String token, String namespace) {
        return refusal(token, "list", namespace, "");
    }

    private Optional<HttpAnswer> refusal(String token, String verb, String namespace, String name) {
        if (!config.providers().requiresAuthentication()) {
            return Optional.empty();
        }
        if (token.isEmpty()) {
            return Optional.of(HttpAnswer.empty(HttpURLConnection.HTTP_UNAUTHORIZED));
        }
        String question = String.join(" ", token, verb, namespace, name);
        Instant until = allowed.getOrDefault(question, Instant.MIN);
        if (until.isAfter(config.clock().instant())) {
            return Optional.empty();
        }
        try {
            if (!mayDo(token, verb, namespace, name)) {
                String why = "User cannot " + verb + " resource \"providers\" in API group"
                        + " \"forklift.konveyor.io\" in the namespace \"" + namespace + "\"";
                return Optional.of(
                        HttpAnswer.empty(HttpURLConnection.HTTP_FORBIDDEN).with(ERROR, why));
            }
        } catch (KubernetesClientException e) {
            boolean stranger = e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
            return Optional.of(HttpAnswer.empty(stranger ? e.getCode() : HttpURLConnection.HTTP_INTERNAL_ERROR));
        }
        allowed.put(question, config.clock().instant().plus(REMEMBERED));
        return Optional.empty();
    }

    /** MTV reviews the token and then its user; the user's own question to the cluster is both. */
    private boolean mayDo(String token, String verb, String namespace, String name) {
        return Boolean.TRUE.equals(client(token)
                .authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withGroup("forklift.konveyor.io")
                        .withResource("providers")
                        .withVerb(verb)
                        .withNamespace(namespace)
                        .withName(name)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed());
    }

    /** The cluster that MTV runs on, as this caller sees it. */
    KubernetesClient client(String token) {
        return clients.computeIfAbsent(
                token,
                one -> new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(config.hub().getConfiguration())
                                .withOauthToken(token)
                                .withUserAgent(AGENT)
                                .build())
                        .withHttpClientFactory(new VertxHttpClientFactory(config.vertx()))
                        .withKubernetesSerialization(config.hub().getKubernetesSerialization())
                        .build());
    }

    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
    }
}
