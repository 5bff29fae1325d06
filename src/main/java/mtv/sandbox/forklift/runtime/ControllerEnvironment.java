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
 * Everything that all controllers of one MTV share.
 *
 * @param client of the controllers' own identity on MTV's own cluster
 * @param sources the platform at a Provider's URL
 * @param namespace in which MTV runs
 * @param inventory how far the inventory of each Provider has been read
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

    /** The current time in whole seconds, as the API writes times. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Whether this is a Provider of MTV's own cluster outside MTV's namespace, which shows only what its own namespace
     * may see.
     */
    public boolean isRestricted(Provider provider) {
        return ProviderConnections.isHost(provider)
                && !namespace.equals(provider.getMetadata().getNamespace());
    }

    /**
     * The platform of a Provider whose inventory has been read.
     *
     * @throws RequeueException while it has not been read, which ends a reconciliation without a status
     */
    public SourcePlatform known(Provider provider) {
        if (!inventory.isComplete(provider)) {
            throw new RequeueException("the inventory of provider " + ObjectKey.of(provider));
        }
        return platform(provider)
                .orElseThrow(() -> new RequeueException("what provider " + ObjectKey.of(provider) + " stands for"));
    }

    /** The platform of a Provider; empty if nothing of its type answers at its URL. */
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
