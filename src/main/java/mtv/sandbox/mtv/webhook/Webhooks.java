package mtv.sandbox.mtv.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.sandbox.api.ApiError;
import mtv.sandbox.api.ApiServer;
import mtv.sandbox.api.Webhook;

import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;

/** Refuses Plans without Providers and Migrations without Plans, and fills in what the product fills in. */
public final class Webhooks {

    private static final Set<String> SDK_ENDPOINTS = Set.of("vcenter", "esxi");
    private static final Set<String> LUKS_TYPES = Set.of("vsphere", "ova");

    private final KubernetesClient client;

    private Webhooks(KubernetesClient client) {
        this.client = client;
    }

    /** @param client of the identity under which forklift-api looks things up */
    public static void install(ApiServer api, KubernetesClient client) {
        Webhooks webhooks = new Webhooks(client);
        api.admit("providers.forklift.konveyor.io", changed("providers.forklift.konveyor", Webhooks::provider));
        api.admit("plans.forklift.konveyor.io", changed("plans.forklift.konveyor", webhooks::plan));
        api.admit("migrations.forklift.konveyor.io", changed("migrations.forklift.konveyor", webhooks::migration));
    }

    private static final class Denied extends Exception {

        private static final long serialVersionUID = 1L;

        private Denied(String message) {
            super(message);
        }
    }

    @FunctionalInterface
    private interface Check {

        void review(ObjectNode object, boolean creation) throws Denied;
    }

    /** Only a new spec is looked at: a status or a deletion is nobody's wish. */
    private static Webhook changed(String name, Check check) {
        return review -> {
            boolean creation = review.operation() == Webhook.Operation.CREATE;
            boolean update = review.operation() == Webhook.Operation.UPDATE
                    && !review.object().path("spec").equals(review.old().path("spec"));
            if (!creation && !update) {
                return;
            }
            try {
                check.review(review.object(), creation);
            } catch (Denied e) {
                throw new ApiError(
                        HttpURLConnection.HTTP_BAD_REQUEST,
                        "BadRequest",
                        "admission webhook \"" + name + "\" denied the request: " + e.getMessage());
            }
        };
    }

    private static void provider(ObjectNode provider, boolean creation) throws Denied {
        if (!"vsphere".equals(provider.at("/spec/type").asText())) {
            return;
        }
        ObjectNode settings = ((ObjectNode) provider.get("spec")).withObjectProperty("settings");
        if (!settings.has("sdkEndpoint")) {
            settings.put("sdkEndpoint", "vcenter");
        }
        if (!SDK_ENDPOINTS.contains(settings.path("sdkEndpoint").asText())) {
            throw new Denied("invalid sdkEndpoint, must be one of " + SDK_ENDPOINTS);
        }
    }

    private void plan(ObjectNode plan, boolean creation) throws Denied {
        JsonNode spec = plan.path("spec");
        if (creation) {
            plan.withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .put("populatorLabels", "True");
        }
        Optional<Provider> source = find(Provider.class, spec.at("/provider/source"));
        if (source.isEmpty() && spec.path("archived").asBoolean()) {
            return;
        }
        require("source provider", source, spec.at("/provider/source"));
        require(
                "destination provider",
                find(Provider.class, spec.at("/provider/destination")),
                spec.at("/provider/destination"));
        String type = source.orElseThrow().getSpec().type();
        boolean warm =
                spec.path("warm").asBoolean() || "warm".equals(spec.path("type").asText());
        if (warm && "openstack".equals(type)) {
            throw new Denied("warm migration is not supported by the provider");
        }
        if (!LUKS_TYPES.contains(type) && !spec.path("vms").findValues("luks").isEmpty()) {
            throw new Denied("migration of encrypted disks is not supported by the provider");
        }
    }

    private void migration(ObjectNode migration, boolean creation) throws Denied {
        JsonNode ref = migration.at("/spec/plan");
        Optional<Plan> plan = find(Plan.class, ref);
        require("plan", plan, ref);
        JsonNode providers = client.getKubernetesSerialization()
                .convertValue(plan.orElseThrow().getSpec().provider(), JsonNode.class);
        for (String end : new String[] {"source", "destination"}) {
            require(end + " provider", find(Provider.class, providers.path(end)), providers.path(end));
        }
    }

    private <T extends HasMetadata> Optional<T> find(Class<T> type, JsonNode ref) {
        String name = ref.path("name").asText();
        String namespace = ref.path("namespace").asText();
        return name.isEmpty() || namespace.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(client.resources(type)
                        .inNamespace(namespace)
                        .withName(name)
                        .get());
    }

    private static void require(String what, Optional<?> found, JsonNode ref) throws Denied {
        if (found.isEmpty()) {
            throw new Denied("the " + what + " " + ref.path("namespace").asText() + "/"
                    + ref.path("name").asText() + " does not exist");
        }
    }
}
