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
 * The services of the servers that look into the shares of OVA and Hyper-V Providers; each is in MTV's own namespace,
 * and is made anew with another generation of its Provider. Volumes and Deployments that belong to them are not there.
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

    /** Empty for a share that no volume can be made for. */
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
