package mtv.sandbox.forklift.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ResourceKind;
import mtv.sandbox.forklift.runtime.Conditions;

import java.util.List;

/** OVN's user-defined networks of a namespace, which replace its pod network. */
final class UserDefinedNetworks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NETWORK = "k8s.ovn.org/user-defined-network";
    private static final String NAMESPACE = "k8s.ovn.org/primary-user-defined-network";

    private UserDefinedNetworks() {}

    /** Blocks layer 3 networks, which KubeVirt does not support. */
    static void validate(KubernetesClient destination, String namespace, Conditions conditions) {
        boolean unsupported = in(destination, namespace).stream()
                .map(UserDefinedNetworks::config)
                .anyMatch(config ->
                        "ovn-k8s-cni-overlay".equals(config.path("type").asText())
                                && "layer3".equals(config.path("topology").asText()));
        if (unsupported) {
            conditions.block(
                    "UnsupportedUserDefinedNetwork",
                    "NotSupported",
                    "A user-defined network of layer 3 is not supported.");
        }
    }

    /** Whether a user-defined network is the primary network of the namespace's pods. */
    static boolean isPrimaryIn(KubernetesClient cluster, String namespace) {
        return namespace != null
                && !namespace.isEmpty()
                && ResourceKind.NAMESPACE
                        .find(cluster, "", namespace)
                        .map(found -> found.getMetadata().getLabels())
                        .filter(labels -> labels.containsKey(NAMESPACE))
                        .isPresent()
                && !in(cluster, namespace).isEmpty();
    }

    private static List<GenericKubernetesResource> in(KubernetesClient cluster, String namespace) {
        return ResourceKind.NETWORK_ATTACHMENT_DEFINITION
                .on(cluster)
                .inNamespace(namespace)
                .withLabel(NETWORK, "")
                .list()
                .getItems();
    }

    /** The configuration of a network; a missing node if it is not JSON. */
    private static JsonNode config(GenericKubernetesResource network) {
        try {
            String config = network.get("spec", "config");
            return config == null ? MissingNode.getInstance() : JSON.readTree(config);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
