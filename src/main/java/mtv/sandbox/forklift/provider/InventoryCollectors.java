package mtv.sandbox.forklift.provider;

import mtv.model.Provider;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.inventory.InventoryState;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The inventory collectors: one for each Provider, replaced when its Provider or Secret changes. */
final class InventoryCollectors {

    private final SandboxClock clock;
    private final InventoryState state;
    private final Map<String, Collector> collectors = new ConcurrentHashMap<>();

    private final Map<String, Instant> servers = new ConcurrentHashMap<>();

    private record Collector(Instant parityAt) {}

    InventoryCollectors(SandboxClock clock, InventoryState state) {
        this.clock = clock;
        this.state = state;
    }

    /** Whether there is a collector, even if it is still reading. */
    boolean collects(Provider provider) {
        return collectors.containsKey(provider.getMetadata().getUid());
    }

    boolean atParity(Provider provider) {
        Collector collector = collectors.get(provider.getMetadata().getUid());
        return collector != null && !collector.parityAt().isAfter(clock.instant());
    }

    /** How long the server of a Provider has been running. The first call starts it. */
    Duration served(Provider provider) {
        Instant made = servers.computeIfAbsent(provider.getMetadata().getUid(), uid -> clock.instant());
        return Duration.between(made, clock.instant());
    }

    /** Starts a collector, in place of one that may exist. */
    void collect(Provider provider, Duration reading) {
        collectors.put(
                provider.getMetadata().getUid(), new Collector(clock.instant().plus(reading)));
        state.loading(provider);
    }

    void announceParity(Provider provider) {
        state.complete(provider);
    }

    void stop(String providerUid) {
        servers.remove(providerUid);
        if (collectors.remove(providerUid) != null) {
            state.gone(providerUid);
        }
    }
}
