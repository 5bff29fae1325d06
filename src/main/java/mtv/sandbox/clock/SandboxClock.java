package mtv.sandbox.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The one clock of a sandbox: starts at the present and runs {@code scale} times as fast, so that durations keep their
 * meaning and minutes pass in milliseconds.
 */
public final class SandboxClock extends Clock implements AutoCloseable {

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final double scale;
    private final ScheduledExecutorService timer;

    /** @param scale simulated seconds per real second, at least 1 */
    public SandboxClock(double scale) {
        if (!(scale >= 1)) {
            throw new IllegalArgumentException("time scale must be at least 1, not " + scale);
        }
        this.scale = scale;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Instant instant() {
        return start.plusNanos((long) ((System.nanoTime() - startNanos) * scale));
    }

    /**
     * Runs the task once, after this much simulated time, on the clock's own thread: the task must be short and hand
     * real work on. After {@link #close} nothing runs any more.
     */
    public void after(Duration simulated, Runnable task) {
        try {
            timer.schedule(task, (long) (simulated.toNanos() / scale), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            if (!timer.isShutdown()) {
                throw e;
            }
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(this, Duration.ZERO).withZone(zone);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
