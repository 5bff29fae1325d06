package mtv.await;

import io.fabric8.kubernetes.client.dsl.Informable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A watch under way. Every way of waiting for it also closes it, so that no watch outlives its wait. */
public final class Pending<T> implements AutoCloseable {

    private final String sentence;
    private final Duration limit;
    private final long deadline;
    private final Await.Verdict<T> verdict;
    private final CompletableFuture<List<T>> end;
    private volatile List<T> lastSeen = List.of();

    Pending(String sentence, Duration limit, Informable<T> resources, Await.Verdict<T> verdict) {
        this.sentence = sentence;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.verdict = verdict;
        this.end = resources.informOnCondition(this::judge);
    }

    private boolean judge(List<T> seen) {
        if (verdict.mustStay() && seen.isEmpty() && !lastSeen.isEmpty()) {
            throw new WaitException.BadEnd(sentence, "it was deleted by somebody");
        }
        lastSeen = List.copyOf(seen);
        seen.forEach(verdict.onChange());
        if (verdict.goodEnd().test(seen)) {
            return true;
        }
        Optional<String> reason =
                seen.stream().map(verdict.badEnd()).flatMap(Optional::stream).findFirst();
        if (reason.isPresent()) {
            throw new WaitException.BadEnd(sentence, reason.get());
        }
        return false;
    }

    /**
     * Blocks until the end.
     *
     * @throws WaitException.BadEnd when the product reported a failure
     * @throws WaitException.OutOfTime when the limit passed
     */
    public List<T> get() {
        await(end);
        return end.join();
    }

    /**
     * Blocks until this and the other have reached their good ends, or one of them a bad end.
     *
     * @throws WaitException as {@link #get}; the time limit is the one of this wait
     */
    public void and(Pending<?> other) {
        CompletableFuture<Void> bothOrFirstBad = new CompletableFuture<>();
        CompletableFuture.allOf(end, other.end).thenRun(() -> bothOrFirstBad.complete(null));
        for (CompletableFuture<?> one : List.of(end, other.end)) {
            one.whenComplete((good, bad) -> {
                if (bad != null) {
                    bothOrFirstBad.completeExceptionally(bad);
                }
            });
        }
        try (other) {
            await(bothOrFirstBad);
        }
    }

    private void await(Future<?> ended) {
        try {
            ended.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            String state = lastSeen.stream()
                    .map(verdict.show())
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("; "));
            throw new WaitException.OutOfTime(sentence, Durations.words(limit), state.isEmpty() ? "nothing" : state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitException.Interrupted(sentence);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WaitException verdictReached) {
                throw verdictReached;
            }
            throw new WaitException.BadEnd(
                    sentence, "the watch broke: " + e.getCause().getMessage());
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        end.cancel(true);
    }
}
