package mtv.provider.driver;

import mtv.text.LogScope;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Makes copies at once, but never more than a number of them. */
public final class ParallelCopies {

    private final int most;

    public ParallelCopies(int most) {
        this.most = most;
    }

    /** Makes one copy. */
    @FunctionalInterface
    public interface Making {
        void make(SourceDriver.Copy copy) throws IOException;
    }

    /**
     * Returns when all are made. After one has failed no other is begun, and those that are under way are waited for.
     *
     * @throws IOException that the first one failed with; a RuntimeException likewise
     */
    public void each(List<SourceDriver.Copy> copies, Making making) throws IOException {
        LogScope scope = LogScope.current();
        AtomicReference<Exception> failure = new AtomicReference<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(most, copies.size()));
        try {
            CompletableFuture.allOf(copies.stream()
                            .map(copy -> CompletableFuture.runAsync(
                                    scope.ofVm(copy.name()).carry(() -> {
                                        if (failure.get() == null) {
                                            make(copy, making, failure);
                                        }
                                    }),
                                    threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
        if (failure.get() instanceof IOException e) {
            throw e;
        }
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        }
    }

    private static void make(SourceDriver.Copy copy, Making making, AtomicReference<Exception> failure) {
        try {
            making.make(copy);
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }
}
