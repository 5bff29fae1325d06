package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.OpenShift;
import mtv.sandbox.http.Trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The cluster that the recorded cases are played on, and its inventory, accessed by plain HTTP without a model of its
 * objects.
 */
final class ClusterUnderTest {

    private static final String MTV = "forklift.konveyor.io/v1beta1";
    /** The apiVersion and plural of each kind. */
    private static final Map<String, String[]> KINDS = Map.ofEntries(
            kind("Provider", MTV, "providers"),
            kind("StorageMap", MTV, "storagemaps"),
            kind("NetworkMap", MTV, "networkmaps"),
            kind("Plan", MTV, "plans"),
            kind("Migration", MTV, "migrations"),
            kind("Hook", MTV, "hooks"),
            kind("Host", MTV, "hosts"),
            kind("Conversion", MTV, "conversions"),
            kind("ForkliftController", MTV, "forkliftcontrollers"),
            kind("Namespace", "v1", "namespaces"),
            kind("Secret", "v1", "secrets"),
            kind("ConfigMap", "v1", "configmaps"),
            kind("Pod", "v1", "pods"),
            kind("Event", "v1", "events"),
            kind("PersistentVolumeClaim", "v1", "persistentvolumeclaims"),
            kind("Job", "batch/v1", "jobs"),
            kind("DataVolume", "cdi.kubevirt.io/v1beta1", "datavolumes"),
            kind("VirtualMachine", "kubevirt.io/v1", "virtualmachines"),
            kind("NetworkAttachmentDefinition", "k8s.cni.cncf.io/v1", "network-attachment-definitions"),
            kind("Route", "route.openshift.io/v1", "routes"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String token;
    private final HttpClient client;
    private final String inventory;

    /** @param body a missing node if there is none */
    record Answer(int code, JsonNode body) {

        boolean good() {
            return code < 300;
        }
    }

    ClusterUnderTest(OpenShift hub, String mtvNamespace) {
        url = hub.url().toString().replaceAll("/$", "");
        token = hub.token(OpenShift.ADMIN);
        client = HttpClient.newBuilder().sslContext(Trust.in(hub.caPem())).build();
        inventory = "https://"
                + call("GET", path("Route", mtvNamespace, "forklift-inventory"), null)
                        .body()
                        .at("/spec/host")
                        .asText();
    }

    private static Map.Entry<String, String[]> kind(String kind, String apiVersion, String plural) {
        return Map.entry(kind, new String[] {apiVersion, plural});
    }

    static boolean knows(String kind) {
        return KINDS.containsKey(kind);
    }

    String url() {
        return url;
    }

    String token() {
        return token;
    }

    static String path(String kind, String namespace, String name) {
        String[] known = KINDS.get(kind);
        return (known[0].contains("/") ? "/apis/" : "/api/")
                + known[0]
                + (namespace.isEmpty() || kind.equals("Namespace") ? "" : "/namespaces/" + namespace)
                + "/"
                + known[1]
                + (name.isEmpty() ? "" : "/" + name);
    }

    Answer call(String method, String path, JsonNode body) {
        return send(method, url + path, body, "application/json", token);
    }

    Answer patch(String path, JsonNode body) {
        return patch(path, body, token);
    }

    Answer patch(String path, JsonNode body, String as) {
        return send("PATCH", url + path, body, "application/merge-patch+json", as);
    }

    Answer delete(String path, String as) {
        return send("DELETE", url + path, null, "application/json", as);
    }

    Answer create(JsonNode body, String as) {
        String kind = body.path("kind").asText();
        ObjectNode whole = JSON.createObjectNode().put("apiVersion", KINDS.get(kind)[0]);
        whole.setAll((ObjectNode) body);
        String path = path(kind, body.path("metadata").path("namespace").asText(), "");
        return send("POST", url + path, whole, "application/json", as);
    }

    /** The objects of a kind by name; none if the kind cannot be listed. */
    Map<String, JsonNode> listed(String kind, String namespace) {
        Answer answer = call("GET", path(kind, namespace, ""), null);
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        answer.body()
                .path("items")
                .forEach(item -> byName.put(item.path("metadata").path("name").asText(), item));
        return byName;
    }

    Answer inventory(String path) {
        return ask("GET", path, token);
    }

    /** @param as the token of the user */
    Answer ask(String method, String path, String as) {
        return send(
                method,
                inventory + path,
                method.equals("GET") ? null : JSON.createObjectNode(),
                "application/json",
                as);
    }

    private Answer send(String method, String whole, JsonNode body, String type, String as) {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        try {
            HttpResponse<String> response = client.send(
                    request(whole, type, as).method(method, content).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + whole, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(String whole, String type, String as) {
        return HttpRequest.newBuilder(URI.create(whole.replace(" ", "%20")))
                .header("Authorization", "Bearer " + as)
                .header("Content-Type", type)
                .header("Accept", "application/json");
    }

    private static JsonNode read(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The events of a watch, until the stream is closed. */
    Stream<JsonNode> watch(String kind, String namespace) throws IOException, InterruptedException {
        String whole = url + path(kind, namespace, "") + "?watch=true&timeoutSeconds=300";
        return client.send(request(whole, "application/json", token).build(), HttpResponse.BodyHandlers.ofLines())
                .body()
                .map(ClusterUnderTest::read);
    }
}
