package mtv.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.api.ApiServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What is on a cluster before anybody uses it: the parts of {@code cluster.json} that all have, that only this one has,
 * and that MTV brings, with a running pod for each of its Deployments and the Route of its inventory.
 */
final class ClusterSeed {

    static final String MTV_NAMESPACE = "openshift-mtv";
    static final String STORAGE_CLASS = "ocs-storagecluster-ceph-rbd-virtualization";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final ApiServer api;

    ClusterSeed(ApiServer api) {
        this.api = api;
    }

    /** An OpenShift with OpenShift Virtualization; the two of a sandbox differ in their storage. */
    void plant(OpenShift.Role role) {
        JsonNode seed = load();
        seed.path("openshift").forEach(object -> api.plant((ObjectNode) object));
        seed.path(role.id()).forEach(object -> api.plant((ObjectNode) object));
    }

    /** @param inventory where the Route leads; unlike a real one its host comes with a port */
    void plantMtv(URI inventory) {
        List<ObjectNode> objects = new ArrayList<>();
        JsonNode seed = load();
        seed.path("mtv").forEach(object -> objects.add((ObjectNode) object));
        seed.path("deployments").forEach(name -> {
            objects.add(deployment(name.asText()));
            objects.add(pod(name.asText()));
        });
        objects.add(route(inventory.getAuthority()));
        objects.forEach(api::plant);
    }

    private static JsonNode load() {
        try (InputStream json = ClusterSeed.class.getResourceAsStream("/mtv/sandbox/cluster.json")) {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("cluster.json", e);
        }
    }

    private static ObjectNode deployment(String name) {
        ObjectNode deployment = mtvObject("apps/v1", "Deployment", name);
        deployment
                .putObject("spec")
                .put("replicas", 1)
                .putObject("selector")
                .putObject("matchLabels")
                .put("service", name);
        deployment
                .putObject("status")
                .put("replicas", 1)
                .put("readyReplicas", 1)
                .put("availableReplicas", 1);
        return deployment;
    }

    private static ObjectNode pod(String name) {
        ObjectNode pod = mtvObject("v1", "Pod", name + "-7d9c5b6f4-x2k8p");
        pod.withObject("/metadata/labels").put("app", "forklift").put("service", name);
        pod.putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", name);
        pod.putObject("status").put("phase", "Running");
        return pod;
    }

    private static ObjectNode route(String authority) {
        ObjectNode route = mtvObject("route.openshift.io/v1", "Route", "forklift-inventory");
        ObjectNode spec = route.putObject("spec").put("host", authority);
        spec.putObject("to").put("kind", "Service").put("name", "forklift-inventory");
        spec.putObject("tls").put("termination", "reencrypt");
        return route;
    }

    private static ObjectNode mtvObject(String apiVersion, String kind, String name) {
        ObjectNode object =
                JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", MTV_NAMESPACE);
        return object;
    }
}
