package mtv.sandbox.forklift.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.sandbox.apiserver.object.Webhook.Operation;
import mtv.sandbox.apiserver.object.Webhook.Review;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.forklift.provider.HostLogin;
import mtv.sandbox.forklift.provider.PlatformProbe;
import mtv.sandbox.forklift.provider.ProviderType;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SourcePlatform;

import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for Secrets with the login of a Provider or Host, marked by the label that the console sets. They are
 * completed, and the login is tried. Unmarked Secrets and platforms that cannot be reached pass.
 */
final class SecretRules {

    private static final String RESOURCE = "createdForResourceType";
    private static final String PROVIDER_TYPE = "createdForProviderType";
    private static final String HOST = "createdForResource";
    private static final String VERIFY = "insecureSkipVerify";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String PROVIDER = "provider";

    private final ControllerEnvironment environment;
    private final ClusterQueries lookup;

    SecretRules(ControllerEnvironment environment, ClusterQueries lookup) {
        this.environment = environment;
        this.lookup = lookup;
    }

    @FunctionalInterface
    private interface Rule {

        void apply(Review review, JsonNode labels) throws AdmissionDeniedException;
    }

    private static void byLabel(Review review, Rule ofProvider, Rule ofHost) throws AdmissionDeniedException {
        JsonNode labels = review.object().at("/metadata/labels");
        switch (labels.path(RESOURCE).asText()) {
            case "hosts" -> ofHost.apply(review, labels);
            case "providers" -> ofProvider.apply(review, labels);
            default -> {
                // no rule applies
            }
        }
    }

    void complete(Review review) throws AdmissionDeniedException {
        byLabel(review, this::completeProvider, this::completeHost);
    }

    void review(Review review) throws AdmissionDeniedException {
        byLabel(review, this::reviewProvider, this::reviewHost);
    }

    private void completeProvider(Review review, JsonNode labels) throws AdmissionDeniedException {
        ObjectNode data = data(review);
        Secret secret = read(review);
        if (!data.has(VERIFY)) {
            put(data, VERIFY, "false");
        } else if (!ProviderSecrets.isFlag(ProviderSecrets.value(secret, VERIFY).orElse(""))) {
            throw new AdmissionDeniedException("strconv.ParseBool: parsing \"insecureSkipVerify\": invalid syntax");
        }
        if ("ovirt".equals(labels.path(PROVIDER_TYPE).asText()) && !ProviderSecrets.flag(secret, VERIFY)) {
            requireEngine(secret);
        }
    }

    /** Requires a CA certificate by which the oVirt engine can be verified. */
    private void requireEngine(Secret secret) throws AdmissionDeniedException {
        if (ProviderSecrets.ca(secret).isEmpty()) {
            throw new AdmissionDeniedException(
                    "CA certificate is required for oVirt provider in secure mode (insecureSkipVerify=false).");
        }
        if (!PlatformProbe.hasAuthority(secret)) {
            throw new AdmissionDeniedException("The certificate is not valid, can't proceed.");
        }
        if (at(PlatformType.OVIRT, secret)
                .filter(engine -> PlatformProbe.trusts(secret, engine.thumbprint()))
                .isEmpty()) {
            throw new AdmissionDeniedException("the engine's certificate could not be read");
        }
    }

    private Optional<SourcePlatform> at(PlatformType type, Secret secret) {
        return environment
                .sources()
                .apply(ProviderSecrets.value(secret, "url").orElse(""))
                .filter(found -> found.type() == type);
    }

    private void reviewProvider(Review review, JsonNode labels) throws AdmissionDeniedException {
        Secret secret = read(review);
        Optional<String> insecure = ProviderSecrets.value(secret, "insecure");
        if (ProviderSecrets.has(secret, "insecure")
                && insecure.filter(ProviderSecrets::isFlag).isEmpty()) {
            throw new AdmissionDeniedException("invalid value for 'insecure' field");
        }
        if (ProviderSecrets.ca(secret).isPresent() && ProviderSecrets.flag(secret, "insecure")) {
            throw new AdmissionDeniedException("received a request to add insecure provider with a CA certificate");
        }
        requireLabel(labels, "provider", PROVIDER_TYPE);
        String label = labels.path(PROVIDER_TYPE).asText();
        if (review.operation() == Operation.UPDATE && "ova".equals(label)) {
            requireSameShare(data(review), review.old());
            return;
        }
        ProviderType type = ProviderType.of(label)
                .orElseThrow(() -> new AdmissionDeniedException("incorrect 'createdForProviderType' value: " + label));
        Optional<SourcePlatform> platform = PlatformType.of(label).flatMap(known -> at(known, secret));
        if (type != ProviderType.OPENSHIFT
                && PlatformProbe.test(type, platform, secret, null).outcome() == PlatformProbe.Outcome.DENIED) {
            throw new AdmissionDeniedException(HttpURLConnection.HTTP_FORBIDDEN, "Invalid credentials");
        }
    }

    private static void requireLabel(JsonNode labels, String what, String label) throws AdmissionDeniedException {
        if (!labels.has(label)) {
            throw new AdmissionDeniedException(
                    what + " secret is labeled with '" + RESOURCE + "' but without '" + label + "'");
        }
    }

    private static void requireSameShare(JsonNode data, JsonNode old) throws AdmissionDeniedException {
        if (!data.path("url").equals(old.at("/data/url"))) {
            throw new AdmissionDeniedException("Updating the URL field of an existing OVA provider is forbidden.");
        }
    }

    /** Completes a Host's Secret from its Provider's, which must exist then. */
    private void completeHost(Review review, JsonNode labels) throws AdmissionDeniedException {
        if (!labels.has(HOST)) {
            return;
        }
        Secret secret = read(review);
        if (ProviderSecrets.value(secret, USER).isEmpty()) {
            Provider provider = provider(secret);
            if (provider.getSpec().settings() != null
                    && "esxi".equals(provider.getSpec().settings().get("sdkEndpoint"))) {
                Secret login = login(provider);
                for (String key : Set.of(USER, PASSWORD)) {
                    put(data(review), key, ProviderSecrets.value(login, key).orElse(""));
                }
            }
        }
        if (!ProviderSecrets.has(secret, VERIFY)) {
            Secret login = login(provider(secret));
            Optional<String> verify = ProviderSecrets.value(login, VERIFY);
            if (verify.isPresent()) {
                put(data(review), VERIFY, verify.get());
            }
        }
    }

    private Provider provider(Secret secret) throws AdmissionDeniedException {
        String name = ProviderSecrets.value(secret, PROVIDER).orElse("");
        return lookup.require(
                Provider.class,
                PROVIDER,
                new ObjectRef(name, secret.getMetadata().getNamespace()));
    }

    private Secret login(Provider provider) throws AdmissionDeniedException {
        return lookup.require(
                Secret.class, "provider secret", provider.getSpec().secret());
    }

    private void reviewHost(Review review, JsonNode labels) throws AdmissionDeniedException {
        requireLabel(labels, "host", HOST);
        Secret secret = read(review);
        if (!ProviderSecrets.has(secret, USER)) {
            throw new AdmissionDeniedException("missing credentials on Host secret");
        }
        Optional<Provider> provider = lookup.find(
                Provider.class,
                new ObjectRef(
                        ProviderSecrets.value(secret, PROVIDER).orElse(""),
                        secret.getMetadata().getNamespace()));
        boolean lacks = provider.filter(
                        found -> "vsphere".equals(found.getSpec().type()))
                .filter(environment.inventory()::isComplete)
                .flatMap(environment::platform)
                .filter(platform ->
                        HostLogin.isRefused(platform, labels.path(HOST).asText(), secret))
                .isPresent();
        if (lacks) {
            throw new AdmissionDeniedException(HttpURLConnection.HTTP_FORBIDDEN, "the host does not accept the login");
        }
    }

    private Secret read(Review review) {
        return environment.client().getKubernetesSerialization().convertValue(review.object(), Secret.class);
    }

    /** The data of the Secret. MTV's webhook crashes for a Secret without data, and so does the request. */
    private static ObjectNode data(Review review) {
        if (review.object().get("data") instanceof ObjectNode data) {
            return data;
        }
        throw new ApiError(500, "InternalError", "Internal error occurred: failed calling webhook: EOF");
    }

    private static void put(ObjectNode data, String key, String text) {
        data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
}
