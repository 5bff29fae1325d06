package mtv.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.ApiServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * What is on a cluster before anybody uses it: the parts of {@code cluster.json} that all have, that only this one has,
 * and that MTV brings, with a running pod for each of its Deployments and the Route of its inventory.
 */
final class ClusterSeed {

    static final String MTV_NAMESPACE = "openshift-mtv";
    static final String STORAGE_CLASS = "ocs-storagecluster-ceph-rbd-virtualization";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final ApiServer api;
    private final JsonNode seed;

    ClusterSeed(ApiServer api) {
        this.api = api;
        try (InputStream json = ClusterSeed.class.getResourceAsStream("/mtv/sandbox/cluster.json")) {
            this.seed = JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("cluster.json", e);
        }
    }

    /** An OpenShift with OpenShift Virtualization; of the two of a sandbox, the hub alone has machines to migrate. */
    void plant(OpenShift.Role role) {
        plant("openshift", api.url().getAuthority());
        plant(role.id(), "");
    }

    /** @param inventory where the Route leads; unlike a real one its host comes with a port */
    void plantMtv(URI inventory) {
        plant("mtv", inventory.getAuthority());
        seed.path("deployments").forEach(name -> plant("deployment", name.asText()));
    }

    /** @param value stands where the objects have {@code ${}} */
    private void plant(String part, String value) {
        for (JsonNode object : seed.path(part)) {
            try {
                api.plant((ObjectNode) JSON.readTree(object.toString().replace("${}", value)));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("cluster.json: no JSON with " + value, e);
            }
        }
    }
}
