package mtv.sandbox.mtv.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.model.StoragePair;
import mtv.sandbox.api.ApiError;
import mtv.sandbox.api.ApiServer;
import mtv.sandbox.api.Webhook;
import mtv.sandbox.api.Webhook.Operation;
import mtv.sandbox.api.Webhook.Review;
import mtv.sandbox.mtv.runtime.Connections;
import mtv.sandbox.source.SourcePlatform;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Refuses Plans without Providers and Migrations without Plans, and fills in what the product fills in. */
public final class Webhooks {

    private static final Set<String> SDK_ENDPOINTS = Set.of("vcenter", "esxi");
    private static final String TRANSFER_NETWORK = "forklift.konveyor.io/defaultTransferNetwork";
    private static final String MACHINES = "kubevirt.io/virtualmachines";
    /** Types whose Providers have a helper, which is taken away before they go. */
    private static final Set<String> SERVED = Set.of("ova", "hyperv");

    private static final Set<String> LUKS_TYPES = Set.of("vsphere", "ova");

    private final KubernetesClient client;

    private Webhooks(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @param client of the identity under which forklift-api looks things up
     * @param sources what answers at a Provider's url
     */
    public static void install(
            ApiServer api, KubernetesClient client, Function<String, Optional<SourcePlatform>> sources) {
        Webhooks webhooks = new Webhooks(client);
        api.admit("providers.forklift.konveyor.io", changed("providers.forklift.konveyor", Webhooks::provider));
        api.admit("plans.forklift.konveyor.io", changed("plans.forklift.konveyor", webhooks::plan));
        api.admit("migrations.forklift.konveyor.io", changed("migrations.forklift.konveyor", webhooks::migration));
        api.admit("secrets", changed("secrets.forklift.konveyor", new SecretRules(sources)::review));
    }

    @FunctionalInterface
    private interface Check {

        void review(Review review) throws Denied;
    }

    /** Only new content is looked at: a status or a deletion is nobody's wish. */
    private static Webhook changed(String name, Check check) {
        return review -> {
            boolean update = review.operation() == Operation.UPDATE
                    && !(review.object().path("spec").equals(review.old().path("spec"))
                            && review.object().path("data").equals(review.old().path("data")));
            if (review.operation() != Operation.CREATE && !update) {
                return;
            }
            try {
                check.review(review);
            } catch (Denied e) {
                throw new ApiError(
                        e.code(),
                        e.code() == HttpURLConnection.HTTP_FORBIDDEN ? "Forbidden" : "BadRequest",
                        "admission webhook \"" + name + "\" denied the request: " + e.getMessage());
            }
        };
    }

    private static void provider(Review review) throws Denied {
        ObjectNode provider = review.object();
        String type = provider.at("/spec/type").asText();
        if (SERVED.contains(type) && review.operation() == Operation.CREATE) {
            provider.withObject("/metadata").withArray("finalizers").add("forklift/" + type + "-provider");
        }
        if (!"vsphere".equals(type)) {
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

    private void plan(Review review) throws Denied {
        JsonNode spec = review.object().path("spec");
        boolean creation = review.operation() == Operation.CREATE;
        if (creation) {
            review.object().withObject("/metadata/annotations").put("populatorLabels", "True");
        }
        Optional<Provider> source = find(Provider.class, spec.at("/provider/source"));
        if (source.isEmpty() && spec.path("archived").asBoolean()) {
            return;
        }
        require("source provider", source, spec.at("/provider/source"));
        Optional<Provider> destination = find(Provider.class, spec.at("/provider/destination"));
        require("destination provider", destination, spec.at("/provider/destination"));
        if (creation) {
            transferNetwork((ObjectNode) spec, destination.orElseThrow());
        }
        supported(spec, source.orElseThrow().getSpec().type(), destination.orElseThrow());
        mayUse(review.user(), source.orElseThrow());
        mayUse(review.user(), destination.orElseThrow());
        mayMigrate(review.user(), spec, source.orElseThrow(), destination.orElseThrow());
    }

    /** Only of the own cluster is it known who may do what. */
    private void mayMigrate(String user, JsonNode spec, Provider source, Provider destination) throws Denied {
        if (Connections.isHost(destination)) {
            require(user, "create", MACHINES, spec.path("targetNamespace").asText());
        }
        if (Connections.isHost(source)) {
            for (JsonNode vm : spec.path("vms")) {
                String machine = MACHINES + "/" + vm.path("name").asText();
                require(user, "get", machine, vm.path("namespace").asText());
            }
        }
    }

    private void supported(JsonNode spec, String type, Provider destination) throws Denied {
        boolean warm =
                spec.path("warm").asBoolean() || "warm".equals(spec.path("type").asText());
        if (warm && "openstack".equals(type)) {
            throw new Denied("warm migration is not supported by the provider");
        }
        if (!LUKS_TYPES.contains(type) && !spec.path("vms").findValues("luks").isEmpty()) {
            throw new Denied("migration of encrypted disks is not supported by the provider");
        }
        if (!warm && !"vsphere".equals(type) && Connections.isHost(destination)) {
            refuseStaticStorage(spec.at("/map/storage"));
        }
    }

    /** A Provider may name the network over which disks travel to it. */
    private static void transferNetwork(ObjectNode spec, Provider destination) {
        Map<String, String> annotations = destination.getMetadata().getAnnotations();
        String network = annotations == null ? null : annotations.get(TRANSFER_NETWORK);
        if (network != null && network.contains("/") && !spec.has("transferNetwork")) {
            spec.putObject("transferNetwork")
                    .put("namespace", network.substring(0, network.indexOf('/')))
                    .put("name", network.substring(network.indexOf('/') + 1));
        }
    }

    /** Nobody makes volumes of such a class when they are needed. */
    private void refuseStaticStorage(JsonNode ref) throws Denied {
        for (StoragePair pair :
                find(StorageMap.class, ref).map(map -> map.getSpec().map()).orElse(List.of())) {
            StorageClass storage = client.storage()
                    .v1()
                    .storageClasses()
                    .withName(pair.destination().storageClass())
                    .get();
            if (storage != null && "kubernetes.io/no-provisioner".equals(storage.getProvisioner())) {
                throw new Denied("static storage class " + storage.getMetadata().getName() + " is not supported");
            }
        }
    }

    private void mayUse(String user, Provider provider) throws Denied {
        require(
                user,
                "get",
                "forklift.konveyor.io/providers/" + provider.getMetadata().getName(),
                provider.getMetadata().getNamespace());
    }

    /** The product answers 400 here, not 403. @param resource group, plural and, if it matters, name */
    private void require(String user, String verb, String resource, String namespace) throws Denied {
        String[] parts = resource.split("/");
        boolean allowed = client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(parts[0])
                        .withResource(parts[1])
                        .withName(parts.length > 2 ? parts[2] : null)
                        .withNamespace(namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
        if (!allowed) {
            throw new Denied(
                    "Action is forbidden: User is not allowed to " + verb + " " + parts[1] + " in " + namespace);
        }
    }

    private void migration(Review review) throws Denied {
        JsonNode ref = review.object().at("/spec/plan");
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
