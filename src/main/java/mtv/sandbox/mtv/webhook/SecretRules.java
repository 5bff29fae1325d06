package mtv.sandbox.mtv.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.api.Webhook.Operation;
import mtv.sandbox.api.Webhook.Review;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SourcePlatform;

import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Secrets with the login of a Provider, as far as they carry the label that the UI writes: completed, and tried. What
 * cannot be reached is let through, as is what the label does not mark.
 */
final class SecretRules {

    private static final String RESOURCE = "createdForResourceType";
    private static final String PROVIDER = "createdForProviderType";
    private static final String INSECURE = "insecureSkipVerify";

    private final Function<String, Optional<SourcePlatform>> sources;

    SecretRules(Function<String, Optional<SourcePlatform>> sources) {
        this.sources = sources;
    }

    void review(Review review) throws Denied {
        JsonNode labels = review.object().at("/metadata/labels");
        switch (labels.path(RESOURCE).asText()) {
            case "hosts" -> requireLabel(labels, "host", "createdForResource");
            case "providers" -> provider(review, labels);
            default -> {
                // of no interest
            }
        }
    }

    private static void requireLabel(JsonNode labels, String what, String label) throws Denied {
        if (!labels.has(label)) {
            throw new Denied(what + " secret is labeled with '" + RESOURCE + "' but without '" + label + "'");
        }
    }

    private void provider(Review review, JsonNode labels) throws Denied {
        ObjectNode data = review.object().withObject("/data");
        if (!data.has(INSECURE)) {
            data.put(INSECURE, Base64.getEncoder().encodeToString("false".getBytes(StandardCharsets.UTF_8)));
        }
        requireLabel(labels, "provider", PROVIDER);
        String type = labels.path(PROVIDER).asText();
        Map<String, String> login = decoded(data);
        if (PlatformType.OVIRT.id().equals(type)
                && !Boolean.parseBoolean(login.get(INSECURE))
                && !login.containsKey("cacert")
                && !login.containsKey("ca.crt")) {
            throw new Denied(
                    "CA certificate is required for oVirt provider in secure mode (insecureSkipVerify=false).");
        }
        if (review.operation() == Operation.UPDATE && PlatformType.OVA.id().equals(type)) {
            requireSameShare(data, review.old());
            return;
        }
        Optional<SourcePlatform> platform = sources.apply(login.getOrDefault("url", ""))
                .filter(found -> found.type().id().equals(type));
        if (platform.isPresent() && !platform.get().accepts(login)) {
            throw new Denied(HttpURLConnection.HTTP_FORBIDDEN, "Invalid credentials");
        }
    }

    private static void requireSameShare(JsonNode data, JsonNode old) throws Denied {
        if (!data.path("url").equals(old.at("/data/url"))) {
            throw new Denied("Updating the URL field of an existing OVA provider is forbidden.");
        }
    }

    private static Map<String, String> decoded(ObjectNode data) {
        Map<String, String> values = new HashMap<>();
        data.properties()
                .forEach(entry -> values.put(
                        entry.getKey(),
                        new String(Base64.getDecoder().decode(entry.getValue().asText()), StandardCharsets.UTF_8)));
        return values;
    }
}
