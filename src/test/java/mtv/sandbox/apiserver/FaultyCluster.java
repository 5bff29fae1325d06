package mtv.sandbox.apiserver;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** An API server with one namespace for each fault, in which requests meet that fault. */
final class FaultyCluster implements AutoCloseable {

    private final ApiServerBed cluster = new ApiServerBed();

    ApiServerBed cluster() {
        return cluster;
    }

    /** Arms the fault for a namespace of its name, with one map in it, and returns the map's path. */
    String map(String fault) {
        return map(fault, fault);
    }

    String map(String fault, String namespace) {
        if (cluster.client().namespaces().withName(namespace).get() == null) {
            cluster.namespace(namespace);
            create(namespace, "m");
        }
        if (!fault.equals("nothing-yet")) {
            cluster.faults().arm(fault + "@" + namespace);
        }
        return "/api/v1/namespaces/" + namespace + "/configmaps/m";
    }

    /** Creates a ConfigMap with a client inside the cluster, which HTTP faults do not hit. */
    void create(String namespace, String name) {
        try (KubernetesClient inside = cluster.server().clientFor("system:admin")) {
            inside.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withNamespace(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    static String body(String namespace) {
        return "{\"metadata\": {\"name\": \"m\", \"namespace\": \"" + namespace + "\"}}";
    }

    KubernetesClient fabric8(int retries) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(cluster.server().url().toString())
                        .withCaCertData(cluster.server().caPem())
                        .withOauthToken(cluster.server().tokens().issue("kubeadmin"))
                        .withRequestRetryBackoffLimit(retries)
                        .withRequestRetryBackoffInterval(10)
                        .withWatchReconnectInterval(10)
                        .build())
                .build();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
