package mtv.sandbox.forklift.plan;

import mtv.sandbox.controller.ObjectKey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides when Plans are reconciled and when their runs move on. MTV reconciles a Plan every three seconds for ever,
 * and whenever an object near it changes. Here a run moves only every three seconds, so that its duration does not
 * depend on how often its Plan is woken. A Plan that does not change is reconciled less often, because a sandbox may
 * have many of them.
 */
final class ReconcileInterval {

    static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<ObjectKey, Instant> passes = new ConcurrentHashMap<>();
    /** When each Plan last changed. */
    private final Map<ObjectKey, Instant> changed = new ConcurrentHashMap<>();

    ReconcileInterval(InstantSource clock) {
        this.clock = clock;
    }

    /** How long the run of a Plan must wait for its next pass; empty if it may have one now. */
    Optional<Duration> untilPass(ObjectKey plan) {
        Instant now = clock.instant();
        Instant earliest = passes.getOrDefault(plan, Instant.MIN).plus(SOON);
        return earliest.isAfter(now) ? Optional.of(Duration.between(now, earliest)) : Optional.empty();
    }

    /** Records that the run of a Plan has a pass now. */
    void startPass(ObjectKey plan) {
        passes.put(plan, clock.instant());
    }

    /**
     * The time until a Plan is reconciled again.
     *
     * @param wanted by the Plan itself
     * @param same whether nothing has changed this time
     * @param waits whether the Plan only waits for a known time
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
