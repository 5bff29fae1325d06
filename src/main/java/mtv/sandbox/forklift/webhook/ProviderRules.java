package mtv.sandbox.forklift.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.object.Webhook.Operation;
import mtv.sandbox.apiserver.object.Webhook.Review;

import java.util.List;
import java.util.Set;

/** The rules for Providers: defaults, and the one setting that is validated. */
final class ProviderRules {

    private static final String ENDPOINT = "sdkEndpoint";
    private static final Set<String> ENDPOINTS = Set.of("vcenter", "esxi");
    /** Types whose Providers have a server, which is deleted before they are. */
    private static final Set<String> SERVED = Set.of("ova", "hyperv");

    private ProviderRules() {}

    static void complete(Review review) {
        JsonNode spec = review.object().path("spec");
        String type = spec.path("type").asText();
        if (SERVED.contains(type) && review.operation() == Operation.CREATE) {
            ArrayNode finalizers = review.object().withObject("/metadata").withArrayProperty("finalizers");
            String own = "forklift/" + type + "-provider";
            if (finalizers.valueStream().noneMatch(each -> own.equals(each.asText()))) {
                finalizers.add(own);
            }
        }
        if ("vsphere".equals(type) && !spec.at("/settings/" + ENDPOINT).isTextual()) {
            rewrite((ObjectNode) spec);
            ((ObjectNode) spec).withObjectProperty("settings").put(ENDPOINT, "vcenter");
        }
    }

    /**
     * Rewrites the spec as MTV does when it adds a default: empty texts are left out, and the Secret reference is
     * always there.
     */
    private static void rewrite(ObjectNode spec) {
        List<String> empty = List.of("url", "settings");
        spec.removeIf(part -> part.isNull());
        empty.stream().filter(field -> isEmpty(spec.path(field))).forEach(spec::remove);
        ObjectNode secret = spec.withObjectProperty("secret");
        secret.removeIf(ProviderRules::isEmpty);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isTextual() && value.asText().isEmpty() || value.isObject() && value.isEmpty();
    }

    static void review(Review review) throws AdmissionDeniedException {
        JsonNode endpoint = review.object().at("/spec/settings/" + ENDPOINT);
        if ("vsphere".equals(review.object().at("/spec/type").asText())
                && endpoint.isTextual()
                && !ENDPOINTS.contains(endpoint.asText())) {
            throw new AdmissionDeniedException(
                    "vSphere provider is set with an invalid SDK endpoint type: " + endpoint.asText());
        }
    }
}
