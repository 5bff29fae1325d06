package mtv.sandbox.forklift.plan;

import mtv.sandbox.controller.ObjectKey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When Plans are looked at and their runs go on. The product looks at a Plan every three seconds, for ever, and
 * whenever something near it changes. Here a run moves every three seconds only, so that how long it takes does not
 * depend on who wakes its Plan; and a Plan that stands still is looked at less, since a sandbox may have many of them.
 */
final class ReconcileInterval {

    static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<ObjectKey, Instant> passes = new ConcurrentHashMap<>();
    /** When something of a Plan was last different. */
    private final Map<ObjectKey, Instant> changed = new ConcurrentHashMap<>();

    ReconcileInterval(InstantSource clock) {
        this.clock = clock;
    }

    /** How long the run of a Plan must still wait for its next pass; empty when it may have it now. */
    Optional<Duration> untilPass(ObjectKey plan) {
        Instant now = clock.instant();
        Instant earliest = passes.getOrDefault(plan, Instant.MIN).plus(SOON);
        return earliest.isAfter(now) ? Optional.of(Duration.between(now, earliest)) : Optional.empty();
    }

    /** The run of a Plan has a pass now. */
    void startPass(ObjectKey plan) {
        passes.put(plan, clock.instant());
    }

    /**
     * When a Plan is looked at again.
     *
     * @param wanted when the Plan itself wants to be
     * @param same whether nothing has changed this time
     * @param waits whether it only waits for a time that it knows
     */
    Duration next(ObjectKey plan, Duration wanted, boolean same, boolean waits) {
        Instant now = clock.instant();
        Instant last = same ? changed.getOrDefault(plan, now) : now;
        changed.put(plan, last);
        if (!same) {
            return SOON.compareTo(wanted) < 0 ? SOON : wanted;
        }
        return now.isAfter(last.plus(QUIET)) && !waits ? LATER : wanted;
    }

    void forget(ObjectKey plan) {
        passes.remove(plan);
        changed.remove(plan);
    }
}
