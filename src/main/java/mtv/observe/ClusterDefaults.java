package mtv.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.check.whole.WholeChecks;
import mtv.cluster.Cluster;
import mtv.model.ApiFailure;
import mtv.model.ResourceKind;
import mtv.model.serialization.ModelSerialization;
import mtv.vm.Document;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a cluster itself adds to a VM and to a claim that say nothing: it is asked to create the smallest ones that it
 * takes, as dry runs, after which there is nothing.
 */
public final class ClusterDefaults {

    private static final String NAME = "mtv-e2e-defaults";

    private ClusterDefaults() {}

    /** Both objects as the cluster would have stored them, or why it does not tell. */
    public static List<Document> of(Cluster cluster, String namespace) {
        return Stream.of(machine(), claim(namespace))
                .map(object -> asked(cluster, namespace, object))
                .toList();
    }

    /** When the cluster is not asked. */
    public static List<Document> untold(String why) {
        return Stream.of(ResourceKind.VIRTUAL_MACHINE, ResourceKind.PERSISTENT_VOLUME_CLAIM)
                .map(kind -> new Document(WholeChecks.NO_DEFAULTS, kind.kind(), TextNode.valueOf(why)))
                .toList();
    }

    private static Document asked(Cluster cluster, String namespace, HasMetadata object) {
        try {
            HasMetadata stored = cluster.client()
                    .resource(object)
                    .inNamespace(namespace)
                    .dryRun()
                    .create();
            return new Document(
                    WholeChecks.DEFAULTS + object.getKind(),
                    "",
                    ModelSerialization.shared().convertValue(stored, JsonNode.class));
        } catch (KubernetesClientException e) {
            return new Document(
                    WholeChecks.NO_DEFAULTS,
                    object.getKind(),
                    TextNode.valueOf("the " + cluster.name() + " does not tell by a dry run what it adds to a "
                            + object.getKind() + ": " + ApiFailure.words(e)));
        }
    }

    private static HasMetadata machine() {
        GenericKubernetesResource machine = new GenericKubernetesResource();
        machine.setApiVersion(ResourceKind.VIRTUAL_MACHINE.apiVersion());
        machine.setKind(ResourceKind.VIRTUAL_MACHINE.kind());
        machine.setMetadata(new ObjectMetaBuilder().withName(NAME).build());
        machine.setAdditionalProperty(
                "spec",
                Map.of(
                        "runStrategy",
                        "Halted",
                        "template",
                        Map.of(
                                "spec",
                                Map.of("domain", Map.of("devices", Map.of(), "memory", Map.of("guest", "64Mi"))))));
        return machine;
    }

    private static HasMetadata claim(String namespace) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .build();
    }
}
