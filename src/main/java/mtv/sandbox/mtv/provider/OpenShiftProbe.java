package mtv.sandbox.mtv.provider;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.model.Provider;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Connections;
import mtv.sandbox.mtv.runtime.Kinds;

import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Really goes to the cluster, and asks for one of everything that a migration needs there. */
final class OpenShiftProbe implements ConnectionProbe {

    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();
    private static final Map<String, Consumer<KubernetesClient>> QUESTIONS = questions();

    private final Connections connections;

    OpenShiftProbe(Connections connections) {
        this.connections = connections;
    }

    private static Map<String, Consumer<KubernetesClient>> questions() {
        Map<String, Consumer<KubernetesClient>> all = new LinkedHashMap<>();
        all.put("namespaces", client -> client.namespaces().list(ONE));
        all.put(
                "storage classes",
                client -> client.storage().v1().storageClasses().list(ONE));
        all.put("network attachment definitions", one(Kinds.NETWORK_ATTACHMENT));
        all.put("virtual machines", one(Kinds.VIRTUAL_MACHINE));
        all.put("instance types", one(Kinds.INSTANCE_TYPE));
        all.put("cluster instance types", one(Kinds.CLUSTER_INSTANCE_TYPE));
        return all;
    }

    private static Consumer<KubernetesClient> one(ResourceDefinitionContext kind) {
        return client -> {
            var all = client.genericKubernetesResources(kind);
            if (kind.isNamespaceScoped()) {
                all.inAnyNamespace().list(ONE);
            } else {
                all.list(ONE);
            }
        };
    }

    /** A connection that was good is asked one question only: that is enough to see it lost. */
    @Override
    public void run(Provider provider, Secret secret, boolean again, Conditions conditions) {
        KubernetesClient client = connections.to(provider);
        for (Map.Entry<String, Consumer<KubernetesClient>> question : QUESTIONS.entrySet()) {
            try {
                question.getValue().accept(client);
            } catch (KubernetesClientException e) {
                report(question.getKey(), e, conditions);
                return;
            }
            if (again) {
                break;
            }
        }
        ConnectionProbe.succeeded(conditions);
    }

    private static void report(String resource, KubernetesClientException e, Conditions conditions) {
        if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            ConnectionProbe.denied(conditions, "the cluster does not accept the token");
        } else if (e.getCode() == 0) {
            ConnectionProbe.failed(conditions, rootOf(e).toString());
        } else {
            ConnectionProbe.failed(conditions, "failed to list " + resource + ": " + e.getMessage());
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
