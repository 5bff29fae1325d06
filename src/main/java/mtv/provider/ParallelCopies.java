package mtv.provider;

import mtv.text.LogScope;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Makes VMs at once, but never more than a number of them. */
public final class ParallelCopies {

    private final int most;

    public ParallelCopies(int most) {
        this.most = most;
    }

    /** Makes one of them. */
    @FunctionalInterface
    public interface Making<T> {
        void make(T wanted) throws IOException;
    }

    /**
     * Returns when all are made. After one has failed no other is begun, and those that are under way are waited for.
     *
     * @param name of a VM that is wanted
     * @throws IOException that the first one failed with; a RuntimeException likewise
     */
    public <T> void each(List<T> wanted, Function<T, String> name, Making<T> making) throws IOException {
        LogScope scope = LogScope.current();
        AtomicReference<Exception> failure = new AtomicReference<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(most, wanted.size()));
        try {
            CompletableFuture.allOf(wanted.stream()
                            .map(each -> CompletableFuture.runAsync(
                                    scope.ofVm(name.apply(each)).carry(() -> {
                                        if (failure.get() == null) {
                                            make(each, making, failure);
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

    private static <T> void make(T wanted, Making<T> making, AtomicReference<Exception> failure) {
        try {
            making.make(wanted);
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }
}
