package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.cluster.Cluster;
import mtv.model.ApiFailure;
import mtv.model.serialization.ModelSerialization;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The objects of one kind, as the cluster sent them, with fields that the suite does not know. Evidence is taken while
 * something is wrong already, so a list that fails is evidence too.
 *
 * @param items without what is secret; empty when they could not be listed
 * @param failure why not; empty when they could
 */
record ListedObjects(List<JsonNode> items, String failure) {

    /** @param namespace null for objects of the whole cluster */
    static ListedObjects of(Cluster cluster, ResourceDefinitionContext kind, String namespace) {
        KubernetesClient client = cluster.client();
        try {
            var all = client.genericKubernetesResources(kind);
            GenericKubernetesResourceList list =
                    namespace == null ? all.list() : all.inNamespace(namespace).list();
            return new ListedObjects(
                    list.getItems().stream()
                            .map(item -> ModelSerialization.shared().convertValue(item, JsonNode.class))
                            .map(SecretFields::hidden)
                            .toList(),
                    "");
        } catch (RuntimeException e) {
            return new ListedObjects(List.of(), why(e));
        }
    }

    /** What the API answered, in one line. */
    static String why(RuntimeException e) {
        return ApiFailure.words(e).lines().collect(Collectors.joining(" "));
    }

    String yaml() {
        if (!failure.isEmpty()) {
            return "# could not be listed: " + failure + System.lineSeparator();
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "v1").put("kind", "List").putArray("items").addAll(items);
        return ModelSerialization.shared().asYaml(list);
    }
}
