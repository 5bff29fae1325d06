package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.store.Meta;

import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the status of objects for a component in this JVM. To the cluster it is a request of the component's client
 * like any other; but the object is handed over as the tree that it is, and nobody reads the answer: the status of a
 * Plan of a thousand VMs is written at every step.
 */
public final class StatusWriter {

    private final RequestHandler handler;
    private final KubernetesClient client;

    StatusWriter(RequestHandler handler, KubernetesClient client) {
        this.handler = handler;
        this.client = client;
    }

    /**
     * @param plural of the object's kind
     * @param object with its status, and with the version that it is based on; stays as it is
     * @throws KubernetesClientException when the cluster refuses it
     */
    public void write(String plural, ObjectNode object) {
        URI uri = URI.create(client.getConfiguration().getMasterUrl().replaceFirst("/$", "") + "/apis/"
                + object.path("apiVersion").asText() + "/namespaces/" + Meta.namespace(object) + "/" + plural + "/"
                + Meta.name(object) + "/status");
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer " + client.getConfiguration().getOauthToken(),
                "User-Agent",
                client.getConfiguration().getUserAgent(),
                "Content-Type",
                "application/json");
        Optional<HttpAnswer> answer = handler.direct("PUT", uri, headers, object);
        if (answer.isEmpty()) {
            GenericKubernetesResource whole =
                    client.getKubernetesSerialization().unmarshal(object.toString(), GenericKubernetesResource.class);
            client.resource(whole).updateStatus();
        } else if (answer.get().status() >= HttpURLConnection.HTTP_BAD_REQUEST) {
            throw refused(answer.get());
        }
    }

    private KubernetesClientException refused(HttpAnswer answer) {
        Status status = answer.body() instanceof JsonNode said
                ? client.getKubernetesSerialization().convertValue(said, Status.class)
                : null;
        String message = status == null ? "code " + answer.status() : status.getMessage();
        return new KubernetesClientException(message, answer.status(), status);
    }
}
