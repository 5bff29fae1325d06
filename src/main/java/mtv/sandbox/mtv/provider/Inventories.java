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

    private static final Duration TIME_TO_READ_VSPHERE = Duration.ofSeconds(6);

    private final SandboxClock clock;
    private final InventoryState state;
    private final Map<String, Collector> collectors = new ConcurrentHashMap<>();

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

    /** The inventory of a cluster is a pass-through, and so complete at once. */
    void collect(Provider provider, String version) {
        boolean cluster = "openshift".equals(provider.getSpec().type());
        Duration reading = cluster ? Duration.ZERO : TIME_TO_READ_VSPHERE;
        collectors.put(
                provider.getMetadata().getUid(),
                new Collector(version, clock.instant().plus(reading)));
        state.loading(provider);
    }

    void announceParity(Provider provider) {
        state.complete(provider);
    }

    void stop(String providerUid) {
        if (collectors.remove(providerUid) != null) {
            state.gone(providerUid);
        }
    }
}
