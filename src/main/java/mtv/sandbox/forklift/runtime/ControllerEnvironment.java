package mtv.sandbox.forklift.runtime;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Provider;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.inventory.InventoryState;
import mtv.sandbox.sources.ClusterPlatform;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SourceFaultInjector;
import mtv.sandbox.sources.SourcePlatform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What all controllers of one MTV share.
 *
 * @param client the controllers' own identity on their own cluster
 * @param sources what answers at a Provider's url
 * @param namespace in which MTV runs
 * @param inventory how far each Provider's is
 * @param settings replaced by the operator
 */
public record ControllerEnvironment(
        KubernetesClient client,
        SandboxClock clock,
        Function<String, Optional<SourcePlatform>> sources,
        Faults faults,
        SourceFaultInjector sourceFaults,
        String namespace,
        InformerCaches caches,
        ProviderConnections connections,
        InventoryState inventory,
        AtomicReference<ControllerSettings> settings) {

    /** As the API writes times: whole seconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A host Provider outside of MTV's own namespace: it shows only what its namespace may see. */
    public boolean isRestricted(Provider provider) {
        return ProviderConnections.isHost(provider)
                && !namespace.equals(provider.getMetadata().getNamespace());
    }

    /**
     * What MTV's own inventory knows of a Provider.
     *
     * @throws RequeueException while it has not read everything, which ends a turn without a word
     */
    public SourcePlatform known(Provider provider) {
        if (!inventory.isComplete(provider)) {
            throw new RequeueException("the inventory of provider " + ObjectKey.of(provider));
        }
        return platform(provider)
                .orElseThrow(() -> new RequeueException("what provider " + ObjectKey.of(provider) + " stands for"));
    }

    /** What a Provider stands for; empty for an address where nothing of its type answers. */
    public Optional<SourcePlatform> platform(Provider provider) {
        ObjectMeta meta = provider.getMetadata();
        List<String> names = List.of(meta.getName(), meta.getNamespace() + "/" + meta.getName());
        return real(provider).map(platform -> sourceFaults.inject(platform, names));
    }

    private Optional<SourcePlatform> real(Provider provider) {
        if (PlatformType.OPENSHIFT.id().equals(provider.getSpec().type())) {
            return Optional.of(new ClusterPlatform(connections.to(provider)));
        }
        return sources.apply(provider.getSpec().url())
                .filter(found -> found.type().id().equals(provider.getSpec().type()));
    }
}
