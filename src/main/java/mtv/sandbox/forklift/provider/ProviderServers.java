package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Provider;
import mtv.model.ServiceRef;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Services of the servers that read the shares of OVA and Hyper-V Providers. They are in MTV's namespace, and are
 * created again for each generation of the Provider. Their volumes and Deployments are not simulated.
 */
final class ProviderServers {

    private static final String PROVIDER = "provider";
    private static final int PORT = 8080;

    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, ServiceRef> services = new ConcurrentHashMap<>();

    /** @param namespace MTV's own */
    ProviderServers(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** The Service of a Provider; empty for a share that cannot be mounted. */
    Optional<ServiceRef> ensure(Provider provider, ProviderType type) {
        return type == ProviderType.HYPERV || isMountable(provider.getSpec().url())
                ? Optional.of(services.computeIfAbsent(provider.getMetadata().getUid(), uid -> create(provider, type)))
                : Optional.empty();
    }

    private static boolean isMountable(String share) {
        String[] parts = share == null ? new String[0] : share.split(":");
        return parts.length > 1 && !parts[0].isEmpty() && parts[1].startsWith("/");
    }

    private ServiceRef create(Provider provider, ProviderType type) {
        String server = type == ProviderType.OVA ? "ova-server" : "hyperv-server";
        Map<String, String> labels = Map.of(
                "app",
                "forklift",
                "subapp",
                server,
                PROVIDER,
                provider.getMetadata().getUid());
        Service service = client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withGenerateName(provider.getMetadata().getName() + "-")
                        .withNamespace(namespace)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(labels)
                        .withType("ClusterIP")
                        .addNewPort()
                        .withName("api-http")
                        .withProtocol("TCP")
                        .withPort(PORT)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        return new ServiceRef("Service", service.getMetadata().getName(), namespace);
    }

    void delete(String providerUid) {
        ServiceRef service = services.remove(providerUid);
        if (service != null) {
            client.services().inNamespace(namespace).withName(service.name()).delete();
        }
    }
}
