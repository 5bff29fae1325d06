package mtv.sandbox.mtv.provider;

import mtv.model.Provider;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.inventory.InventoryState;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The inventory collectors: one for each Provider, replaced when its Provider or Secret changes. */
final class Inventories {

    private final SandboxClock clock;
    private final InventoryState state;
    private final Map<String, Collector> collectors = new ConcurrentHashMap<>();

    private final Map<String, Instant> servers = new ConcurrentHashMap<>();

    private record Collector(String version, Instant parityAt) {}

    Inventories(SandboxClock clock, InventoryState state) {
        this.clock = clock;
        this.state = state;
    }

    /** Whether a collector with this login and address is there. */
    boolean collects(Provider provider, String version) {
        Collector collector = collectors.get(provider.getMetadata().getUid());
        return collector != null && collector.version().equals(version);
    }

    boolean atParity(Provider provider) {
        Collector collector = collectors.get(provider.getMetadata().getUid());
        return collector != null && !collector.parityAt().isAfter(clock.instant());
    }

    /** Whether the helper runs that a Provider of this type needs; asking starts it. */
    boolean served(Provider provider, Duration start) {
        Instant up = servers.computeIfAbsent(
                provider.getMetadata().getUid(), uid -> clock.instant().plus(start));
        return !up.isAfter(clock.instant());
    }

    void collect(Provider provider, String version, Duration reading) {
        collectors.put(
                provider.getMetadata().getUid(),
                new Collector(version, clock.instant().plus(reading)));
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
