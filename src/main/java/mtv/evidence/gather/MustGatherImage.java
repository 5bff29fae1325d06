package mtv.evidence.gather;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.cluster.Cluster;
import mtv.model.ResourceKind;
import mtv.model.serialization.ModelSerialization;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The image that gathers for the MTV that is installed, as its ClusterServiceVersion names it. OLM installs the
 * operator from a Subscription, whose status says which ClusterServiceVersion that is.
 */
public final class MustGatherImage {

    /** Of the operator's containers, in the order in which the operator itself looks for them. */
    private static final List<String> VARIABLES = List.of("MUST_GATHER_IMAGE", "RELATED_IMAGE_MUST_GATHER");

    private static final Set<String> RELATED = Set.of("must_gather", "must-gather");
    private static final String ANNOTATION = "operators.openshift.io/must-gather-image";

    private MustGatherImage() {}

    /** @throws GatherException when nothing names it */
    public static String of(Cluster hub) {
        String namespace = hub.mtvNamespace();
        String installed = installed(hub);
        JsonNode csv = ResourceKind.CLUSTER_SERVICE_VERSION
                .find(hub.client(), namespace, installed)
                .map(MustGatherImage::json)
                .orElseThrow(() -> new GatherException("MTV's Subscription in namespace " + namespace
                        + " names ClusterServiceVersion " + installed + ", which is not there"));
        return Stream.<Supplier<Optional<String>>>of(
                        () -> variable(csv),
                        () -> related(csv),
                        () -> text(csv.path("metadata").path("annotations").path(ANNOTATION)))
                .flatMap(place -> place.get().stream())
                .findFirst()
                .orElseThrow(() -> new GatherException("ClusterServiceVersion " + installed + " in namespace "
                        + namespace + " names no image of must-gather: not as " + VARIABLES.get(0)
                        + " of its operator, nor among its related images"));
    }

    private static String installed(Cluster hub) {
        List<JsonNode> subscriptions =
                ResourceKind.SUBSCRIPTION.on(hub.client()).inNamespace(hub.mtvNamespace()).list().getItems().stream()
                        .map(MustGatherImage::json)
                        .filter(each -> each.at("/spec/name").asText().matches("(mtv|forklift)-operator.*"))
                        .toList();
        if (subscriptions.isEmpty()) {
            throw new GatherException("namespace " + hub.mtvNamespace() + " has no Subscription of MTV's operator,"
                    + " so nothing names the image of must-gather");
        }
        return subscriptions.stream()
                .flatMap(each -> text(each.at("/status/installedCSV")).stream())
                .findFirst()
                .orElseThrow(() -> new GatherException("MTV's Subscription in namespace " + hub.mtvNamespace()
                        + " has no installedCSV, so its operator is not installed"));
    }

    private static Optional<String> variable(JsonNode csv) {
        List<JsonNode> variables = csv.at("/spec/install/spec/deployments")
                .valueStream()
                .flatMap(deployment ->
                        deployment.at("/spec/template/spec/containers").valueStream())
                .flatMap(container -> container.path("env").valueStream())
                .toList();
        return VARIABLES.stream()
                .flatMap(name -> variables.stream()
                        .filter(variable -> variable.path("name").asText().equals(name)))
                .flatMap(variable -> text(variable.path("value")).stream())
                .findFirst();
    }

    private static Optional<String> related(JsonNode csv) {
        return csv.at("/spec/relatedImages")
                .valueStream()
                .filter(related -> RELATED.contains(related.path("name").asText()))
                .flatMap(related -> text(related.path("image")).stream())
                .findFirst();
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value.asText("").strip()).filter(text -> !text.isEmpty());
    }

    private static JsonNode json(GenericKubernetesResource object) {
        return ModelSerialization.shared().convertValue(object, JsonNode.class);
    }
}
