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
 * Keeps the events of several watches in the order in which they were recorded: which of two waits ends first may
 * decide what a run says. An event that nobody comes to take holds the others up for a moment only.
 */
final class Turns {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Executor LATER = CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);

    private final List<PlayedWatch> unbegun = new ArrayList<>();
    private final List<PlayedWatch> begun = new ArrayList<>();
    private final Map<PlayedWatch, Runnable> listeners = new ConcurrentHashMap<>();
    private long lastMove = System.nanoTime();

    synchronized void recorded(PlayedWatch watch) {
        unbegun.add(watch);
    }

    synchronized void begun(PlayedWatch watch) {
        unbegun.remove(watch);
        begun.add(watch);
        moved();
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
        return first || !patient;
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
