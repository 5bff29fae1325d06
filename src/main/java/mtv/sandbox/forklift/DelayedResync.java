package mtv.sandbox.forklift;

import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.sources.SourcePlatform;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Store;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reconciles Plans and maps again after changes that no controller watches. MTV reconciles everything that refers to an
 * OpenShift cluster every ten seconds for ever. Here it happens ten seconds after a change, which has the same effect
 * and costs nothing while nothing changes.
 */
final class DelayedResync {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** The kinds that maps refer to. */
    private static final Set<String> DESTINATIONS =
            Set.of("network-attachment-definitions.k8s.cni.cncf.io", "storageclasses.storage.k8s.io");

    /** Further kinds that Plans depend on. */
    private static final Set<String> PLAN_NEIGHBOURS = Set.of(
            "hooks.forklift.konveyor.io",
            "namespaces",
            "persistentvolumeclaims",
            "secrets",
            "serviceaccounts",
            "virtualmachineinstances.kubevirt.io",
            "virtualmachines.kubevirt.io");

    private final SandboxClock clock;
    private final DelayedCall maps;
    private final DelayedCall plans;
    private final Set<SourcePlatform> sources = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param maps reconciles the maps; it is called on the clock's thread and must not block
     * @param plans reconciles the Plans, likewise
     */
    DelayedResync(SandboxClock clock, Runnable maps, Runnable plans) {
        this.clock = clock;
        this.maps = new DelayedCall(maps);
        this.plans = new DelayedCall(plans);
    }

    /** Follows the objects of a cluster. */
    void follow(Store cluster) {
        cluster.observe(this::observe);
    }

    /** Follows the VMs of a source. Further calls for the same source do nothing. */
    synchronized void follow(SourcePlatform source) {
        if (sources.add(source)) {
            source.onChange(plans::schedule);
        }
    }

    private void observe(Event event) {
        boolean destination = DESTINATIONS.contains(event.key().resource());
        if (destination) {
            maps.schedule();
        }
        if (destination || PLAN_NEIGHBOURS.contains(event.key().resource())) {
            plans.schedule();
        }
    }

    /** One delayed call for all changes until then. */
    private final class DelayedCall {

        private final Runnable call;
        private final AtomicBoolean scheduled = new AtomicBoolean();

        DelayedCall(Runnable call) {
            this.call = call;
        }

        void schedule() {
            if (scheduled.compareAndSet(false, true)) {
                clock.after(PERIOD, () -> {
                    scheduled.set(false);
                    call.run();
                });
            }
        }
    }
}
