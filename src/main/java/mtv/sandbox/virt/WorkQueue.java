package mtv.sandbox.virt;

import mtv.sandbox.clock.SandboxClock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** One thread that looks at objects by their keys: many changes make one look, a failed look is repeated. */
final class WorkQueue implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);

    private final String name;
    private final SandboxClock clock;
    private final Consumer<Key> look;
    private final Set<Key> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker;

    WorkQueue(String name, SandboxClock clock, Consumer<Key> look) {
        this.name = name;
        this.clock = clock;
        this.look = look;
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has the object looked at soon. */
    void add(Key key) {
        if (waiting.add(key)) {
            execute(() -> {
                waiting.remove(key);
                attempt(key, () -> look.accept(key));
            });
        }
    }

    /** Does this once for the object, in its turn. */
    void run(Key key, Runnable work) {
        execute(() -> attempt(key, work));
    }

    private void attempt(Key key, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!worker.isShutdown()) {
                LOG.warn("{} {}: {}; tried again", name, key, e.getMessage());
                LOG.debug("{} {}", name, key, e);
                clock.after(AFTER_FAILURE, () -> run(key, work));
            }
        }
    }

    private void execute(Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is closed", name);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
