package mtv.sandbox.clock;

import mtv.await.Durations;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The time of a sandbox as its test lets it pass: while the test waits it goes by in steps, and the test looks between
 * two of them. The limit of a wait is counted on the sandbox's clock, because a busy machine makes a sandbox slower in
 * real time only. And no state that lasts a step or longer is missed, however late the test's own thread gets to look.
 */
public final class SandboxTime {

    /**
     * In real time, for what takes none of the sandbox's: whatever is not there by then never comes, even on a machine
     * that does much else.
     */
    public static final Duration HANG = Duration.ofMinutes(5);

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofHours(6);

    private final SandboxClock clock;
    private final Duration limit;
    private SandboxClock.Hold still;
    private boolean stopped;

    public SandboxTime(SandboxClock clock) {
        this(clock, LIMIT);
    }

    /** @param limit of each wait, on the sandbox's clock */
    SandboxTime(SandboxClock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
        this.still = clock.free();
    }

    /** Lets time stand still from now on, except while the test waits: what it waited for does not pass meanwhile. */
    public SandboxTime stopped() {
        stopped = true;
        still = clock.hold();
        return this;
    }

    /** @param sentence completes "Waited until …" */
    public void until(String sentence, Callable<Boolean> condition) {
        until(sentence, condition, holds -> holds);
    }

    /**
     * @param sentence completes "Waited until …"
     * @return the first good state
     */
    public <T> T until(String sentence, Callable<T> look, Predicate<? super T> good) {
        try {
            return stepUntil(sentence, look, good);
        } finally {
            goOn();
        }
    }

    private <T> T stepUntil(String sentence, Callable<T> look, Predicate<? super T> good) {
        Instant due = clock.instant().plus(limit);
        long end = System.nanoTime() + HANG.toNanos();
        T seen = look(look);
        while (!good.test(seen)) {
            if (!clock.instant().isBefore(due)) {
                throw new AssertionError("Waited " + Durations.words(limit) + " on the sandbox's clock until "
                        + sentence + ", in vain; last seen: " + seen);
            }
            if (!advance(STEP, end)) {
                throw new AssertionError("Waited " + HANG.toMinutes() + " min of real time until " + sentence
                        + ", and on the sandbox's clock it was still not due: does the sandbox hang? last seen: "
                        + seen);
            }
            seen = look(look);
        }
        return seen;
    }

    /** Returns when that much of the sandbox's time has gone by. */
    public void pass(Duration time) {
        boolean over = advance(time, System.nanoTime() + HANG.toNanos());
        goOn();
        if (!over) {
            throw new AssertionError("Waited " + HANG.toMinutes() + " min of real time for " + time
                    + " on the sandbox's clock to go by: does the sandbox hang?");
        }
    }

    private void goOn() {
        if (!stopped) {
            still.close();
        }
    }

    private static <T> T look(Callable<T> look) {
        try {
            return look.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return false when the real time is up before */
    private boolean advance(Duration time, long end) {
        CompletableFuture<SandboxClock.Hold> over = new CompletableFuture<>();
        clock.after(time, () -> over.complete(clock.hold()));
        still.close();
        try {
            still = over.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the sandbox's time went by", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
