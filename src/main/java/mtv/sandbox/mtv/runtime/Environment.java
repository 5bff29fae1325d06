package mtv.sandbox.mtv.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Provider;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.fault.Faults;
import mtv.sandbox.source.SourcePlatform;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What all controllers of one MTV share.
 *
 * @param client the controllers' own identity on their own cluster
 * @param sources what answers at a Provider's url
 * @param namespace in which MTV runs
 * @param settings replaced by the operator
 */
public record Environment(
        KubernetesClient client,
        SandboxClock clock,
        Function<URI, Optional<SourcePlatform>> sources,
        Faults faults,
        String namespace,
        Caches caches,
        Connections connections,
        AtomicReference<Settings> settings) {

    /** As the API writes times: whole seconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The vSphere behind a Provider; empty for other types and for an address where nothing answers. */
    public Optional<SourcePlatform> platform(Provider provider) {
        if (!"vsphere".equals(provider.getSpec().type()) || provider.getSpec().url() == null) {
            return Optional.empty();
        }
        return sources.apply(URI.create(provider.getSpec().url()));
    }
}
