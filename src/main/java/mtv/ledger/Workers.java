package mtv.ledger;

import mtv.text.LogScope;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Threads that undo several entries at once; few enough not to be a burden to a shared cluster. */
final class Workers implements AutoCloseable {

    private static final int THREADS = 4;

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "mtv-cleanup-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** Returns when it is done for all of them. */
    <T> void each(List<T> all, Consumer<T> task) {
        LogScope scope = LogScope.current();
        CompletableFuture.allOf(all.stream()
                        .map(one -> CompletableFuture.runAsync(scope.carry(() -> task.accept(one)), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
