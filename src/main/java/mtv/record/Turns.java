package mtv.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the events of several watches in the recorded order, because the result of a run may depend on which of two
 * waits ends first. An event that nobody takes delays the others for a moment only.
 */
final class Turns {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Executor LATER = CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);

    /** Time for the thread that took an event to handle it, before another thread gets the next one. */
    private static final Duration JUDGING = Duration.ofMillis(25);

    private static final Executor SOON = CompletableFuture.delayedExecutor(JUDGING.toMillis(), TimeUnit.MILLISECONDS);

    private final List<PlayedWatch> unbegun = new ArrayList<>();
    private final List<PlayedWatch> begun = new ArrayList<>();
    private final Map<PlayedWatch, Runnable> listeners = new ConcurrentHashMap<>();
    private long lastMove = System.nanoTime();
    private PlayedWatch lastTaker;
    private long lastTaken = lastMove;

    synchronized void recorded(PlayedWatch watch) {
        unbegun.add(watch);
    }

    synchronized void begun(PlayedWatch watch) {
        unbegun.remove(watch);
        begun.add(watch);
        moved();
    }

    /** Removes a watch that will not begin. */
    synchronized void passed(PlayedWatch watch) {
        unbegun.remove(watch);
    }

    synchronized boolean isTurnOf(PlayedWatch watch) {
        int due = watch.due().orElse(Integer.MAX_VALUE);
        boolean first = unbegun.stream().noneMatch(other -> other.begin() < due)
                && begun.stream()
                        .filter(other -> other != watch)
                        .flatMap(other -> other.due().stream())
                        .noneMatch(other -> other < due);
        boolean patient = System.nanoTime() - lastMove < PATIENCE.toNanos();
        if (!first && patient) {
            LATER.execute(this::tell);
        }
        return (first || !patient) && !isJudging(watch);
    }

    /** Whether another watch has just had an event. */
    private boolean isJudging(PlayedWatch watch) {
        boolean judging = lastTaker != null && lastTaker != watch && System.nanoTime() - lastTaken < JUDGING.toNanos();
        if (judging) {
            SOON.execute(this::tell);
        }
        return judging;
    }

    synchronized void taken(PlayedWatch watch) {
        lastTaker = watch;
        lastTaken = System.nanoTime();
        moved();
    }

    synchronized void moved() {
        lastMove = System.nanoTime();
        begun.removeIf(watch -> watch.due().isEmpty());
        tell();
    }

    void listen(PlayedWatch watch, Runnable listener) {
        listeners.put(watch, listener);
    }

    void forget(PlayedWatch watch) {
        listeners.remove(watch);
    }

    private void tell() {
        listeners.values().forEach(Runnable::run);
    }
}
