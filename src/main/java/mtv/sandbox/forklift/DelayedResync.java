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
 * Has Plans and maps looked at again when something has changed that nobody tells their controllers. The product looks
 * every ten seconds, for ever, at all that lead to an openshift; here it is done ten seconds after a change, which
 * shows the same and costs nothing while nothing happens.
 */
final class DelayedResync {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** What maps lead to. */
    private static final Set<String> DESTINATIONS =
            Set.of("network-attachment-definitions.k8s.cni.cncf.io", "storageclasses.storage.k8s.io");

    /** What Plans depend on besides. */
    private static final Set<String> NEIGHBOURS = Set.of(
            "hooks.forklift.konveyor.io",
            "namespaces",
            "persistentvolumeclaims",
            "secrets",
            "serviceaccounts",
            "virtualmachineinstances.kubevirt.io",
            "virtualmachines.kubevirt.io");

    private final SandboxClock clock;
    private final Appointment maps;
    private final Appointment plans;
    private final Set<SourcePlatform> sources = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Both are called on the clock's thread, and must only hand on. */
    DelayedResync(SandboxClock clock, Runnable maps, Runnable plans) {
        this.clock = clock;
        this.maps = new Appointment(maps);
        this.plans = new Appointment(plans);
    }

    /** Follows the objects of a cluster. */
    void follow(Store cluster) {
        cluster.observe(this::observe);
    }

    /** Follows the machines of a source, once however often this is called. */
    synchronized void follow(SourcePlatform source) {
        if (sources.add(source)) {
            source.onChange(plans::make);
        }
    }

    private void observe(Event event) {
        boolean destination = DESTINATIONS.contains(event.key().resource());
        if (destination) {
            maps.make();
        }
        if (destination || NEIGHBOURS.contains(event.key().resource())) {
            plans.make();
        }
    }

    /** One look for all changes until then. */
    private final class Appointment {

        private final Runnable look;
        private final AtomicBoolean made = new AtomicBoolean();

        Appointment(Runnable look) {
            this.look = look;
        }

        void make() {
            if (made.compareAndSet(false, true)) {
                clock.after(PERIOD, () -> {
                    made.set(false);
                    look.run();
                });
            }
        }
    }
}
