package mtv.sandbox.clock;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one clock of a sandbox: starts at the present and runs {@code scale} times as fast, so that durations keep their
 * meaning and minutes pass in milliseconds. It stands still while the sandbox works, and never passes an appointment
 * that is still to be kept: how long something takes on this clock does not depend on the machine.
 */
public final class SandboxClock extends Clock implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    /** Work that takes longer, in real time, waits for something outside of the sandbox: time goes on without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Instant start = Instant.now();
    private final double scale;
    private final long patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Appointment> appointments =
            new PriorityQueue<>(Comparator.comparingLong(Appointment::due).thenComparingLong(Appointment::number));
    /** In the order in which their patience ends. */
    private final Set<Hold> holds = new LinkedHashSet<>();

    /** Simulated nanoseconds since the start, as of the real moment {@link #settled}. */
    private long now;

    private long settled = System.nanoTime();
    private long made;
    private boolean closed;

    private record Appointment(long due, long number, Runnable task) {}

    /** A piece of work during which time stands still. */
    public final class Hold implements AutoCloseable {

        private final long until;

        private Hold(long until) {
            this.until = until;
        }

        /** Time goes on, unless others work. */
        @Override
        public void close() {
            lock.lock();
            try {
                settle();
                holds.remove(this);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** @param scale simulated seconds per real second, at least 1 */
    public SandboxClock(double scale) {
        this(scale, PATIENCE);
    }

    /** @param patience how long work may take, in real time, before time goes on without it */
    SandboxClock(double scale, Duration patience) {
        if (!(scale >= 1)) {
            throw new IllegalArgumentException("time scale must be at least 1, not " + scale);
        }
        this.scale = scale;
        this.patience = patience.toNanos();
        Thread thread = new Thread(this::keepAppointments, "sandbox-clock");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            settle();
            return start.plusNanos(now);
        } finally {
            lock.unlock();
        }
    }

    /** Time stands still from now until this is closed. */
    public Hold hold() {
        lock.lock();
        try {
            settle();
            return holdFrom(settled);
        } finally {
            lock.unlock();
        }
    }

    /** For work that does not stop the time. */
    public Hold free() {
        return new Hold(0);
    }

    /** Work to be done by another thread: time stands still until it is done. */
    public Runnable held(Runnable work) {
        Hold hold = hold();
        return () -> {
            try {
                work.run();
            } finally {
                hold.close();
            }
        };
    }

    /**
     * Blocks while anybody works: then all is done that follows from what has happened so far and takes no time.
     *
     * @throws IllegalStateException when the thread is interrupted
     */
    public void awaitIdle() {
        lock.lock();
        try {
            settle();
            while (!closed && !holds.isEmpty()) {
                changed.awaitNanos(holds.iterator().next().until - settled);
                settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the sandbox worked", e);
        } finally {
            lock.unlock();
        }
    }

    private Hold holdFrom(long real) {
        Hold hold = new Hold(real + patience);
        holds.add(hold);
        return hold;
    }

    /**
     * Runs the task once, after this much simulated time, on the clock's own thread: the task must be short and hand
     * real work on, under a {@link #hold} of its own. After {@link #close} nothing runs any more.
     */
    public void after(Duration simulated, Runnable task) {
        lock.lock();
        try {
            settle();
            appointments.add(new Appointment(now + Math.max(0, simulated.toNanos()), made++, task));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Brings the clock up to this moment. */
    private void settle() {
        long real = System.nanoTime();
        long free = settled;
        Iterator<Hold> oldest = holds.iterator();
        boolean held = false;
        while (!held && oldest.hasNext()) {
            long until = oldest.next().until;
            held = until > real;
            if (!held) {
                free = Math.max(free, until);
                oldest.remove();
            }
        }
        if (!held) {
            long wanted = now + (long) ((real - free) * scale);
            now = appointments.isEmpty()
                    ? wanted
                    : Math.min(wanted, appointments.peek().due());
        }
        settled = real;
    }

    private void keepAppointments() {
        try {
            while (true) {
                Appointment due;
                Hold working;
                lock.lock();
                try {
                    due = awaitNext();
                    if (due == null) {
                        return;
                    }
                    working = holdFrom(settled);
                } finally {
                    lock.unlock();
                }
                keep(due, working);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void keep(Appointment due, Hold working) {
        try {
            due.task().run();
        } catch (RuntimeException e) {
            LOG.error("An appointment of the sandbox's clock failed", e);
        } finally {
            working.close();
        }
    }

    /** Null when the clock is closed. */
    private Appointment awaitNext() throws InterruptedException {
        while (!closed) {
            settle();
            if (!holds.isEmpty()) {
                changed.awaitNanos(holds.iterator().next().until - settled);
            } else if (appointments.isEmpty()) {
                changed.await();
            } else if (appointments.peek().due() > now) {
                changed.awaitNanos((long) ((appointments.peek().due() - now) / scale) + 1);
            } else {
                return appointments.poll();
            }
        }
        return null;
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
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
