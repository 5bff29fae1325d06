package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ProviderConnections;

import java.util.List;

/** Connects to the cluster, and lists one object of each kind that a migration needs there. */
final class OpenShiftProbe implements ConnectionProbe {

    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();
    private static final List<ResourceKind> NEEDED = List.of(
            ResourceKind.NAMESPACE,
            ResourceKind.STORAGE_CLASS,
            ResourceKind.NETWORK_ATTACHMENT_DEFINITION,
            ResourceKind.VIRTUAL_MACHINE,
            ResourceKind.INSTANCETYPE,
            ResourceKind.CLUSTER_INSTANCETYPE);

    private final ProviderConnections connections;

    OpenShiftProbe(ProviderConnections connections) {
        this.connections = connections;
    }

    /**
     * Tests the connection. A refused token is a failed test like any other, because MTV's client fails while it
     * discovers the kinds. A connection that succeeded before is tested by one request, which is enough to notice its
     * loss.
     */
    @Override
    public void run(Provider provider, Secret secret, boolean again, Conditions conditions) {
        KubernetesClient client = connections.to(provider);
        for (ResourceKind kind : again ? NEEDED.subList(0, 1) : NEEDED) {
            try {
                askForOne(client, kind);
            } catch (KubernetesClientException e) {
                report(kind.plural(), e, conditions);
                return;
            }
        }
        ConnectionProbe.succeeded(conditions);
    }

    private static void askForOne(KubernetesClient client, ResourceKind kind) {
        var all = kind.on(client);
        if (kind.isNamespaced()) {
            all.inAnyNamespace().list(ONE);
        } else {
            all.list(ONE);
        }
    }

    private static void report(String resource, KubernetesClientException e, Conditions conditions) {
        String why = e.getCode() == 0 ? rootOf(e).toString() : "failed to list " + resource + ": " + e.getMessage();
        ConnectionProbe.failed(conditions, why);
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
