package mtv.sandbox.controller;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.sandbox.clock.SandboxClock;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A work queue and its workers: one object is never worked on twice at a time, and a change during the work is not
 * lost. A turn makes the appointments of earlier turns void, so that an object has one at most. The clock stands still
 * while anything is queued or worked on.
 */
public final class Controller implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    private static final Duration AFTER_ERROR = Duration.ofSeconds(3);
    private static final int WORKERS = 4;

    private final String name;
    private final SandboxClock clock;
    private final Reconciler reconciler;
    private final Supplier<SandboxClock.Hold> hold;
    private final ExecutorService workers;
    private final Map<ObjectKey, SandboxClock.Hold> queued = new HashMap<>();
    private final Set<ObjectKey> running = new HashSet<>();
    private final Set<ObjectKey> again = new HashSet<>();
    private final Map<ObjectKey, Long> turns = new HashMap<>();

    public Controller(String name, SandboxClock clock, Reconciler reconciler) {
        this(name, clock, reconciler, clock::hold);
    }

    /** One that only shows elsewhere what others have done, at their times: nobody waits for it, and no clock. */
    public static Controller aside(String name, SandboxClock clock, Reconciler reconciler) {
        return new Controller(name, clock, reconciler, clock::free);
    }

    private Controller(String name, SandboxClock clock, Reconciler reconciler, Supplier<SandboxClock.Hold> hold) {
        this.name = name;
        this.clock = clock;
        this.reconciler = reconciler;
        this.hold = hold;
        this.workers = Executors.newFixedThreadPool(WORKERS, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has the object looked at soon. */
    public synchronized void enqueue(ObjectKey key) {
        if (workers.isShutdown()) {
            return;
        }
        if (running.contains(key)) {
            again.add(key);
        } else if (!queued.containsKey(key)) {
            queued.put(key, hold.get());
            workers.execute(() -> turn(key));
        }
    }

    private void turn(ObjectKey key) {
        SandboxClock.Hold working = hold.get();
        try {
            long turn = begin(key);
            reconcile(key).ifPresent(delay -> clock.after(delay, () -> keepAppointment(key, turn)));
            end(key);
        } finally {
            working.close();
        }
    }

    private Optional<Duration> reconcile(ObjectKey key) {
        try {
            return reconciler.reconcile(key);
        } catch (KubernetesClientException | RequeueException e) {
            LOG.debug("{} {}: {}", name, key, e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(workers.isShutdown() ? Level.DEBUG : Level.WARN, "{} {} failed and is tried again", name, key, e);
        }
        return Optional.of(AFTER_ERROR);
    }

    private synchronized long begin(ObjectKey key) {
        queued.remove(key).close();
        running.add(key);
        return turns.merge(key, 1L, Long::sum);
    }

    private synchronized void end(ObjectKey key) {
        running.remove(key);
        if (again.remove(key)) {
            enqueue(key);
        }
    }

    private synchronized void keepAppointment(ObjectKey key, long turn) {
        if (turns.get(key) == turn) {
            enqueue(key);
        }
    }

    @Override
    public synchronized void close() {
        workers.shutdownNow();
    }
}
