package mtv.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import mtv.model.ApiFailure;
import mtv.text.LogScope;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A watch under way. Every way of waiting for it also closes it, so that no watch outlives its wait.
 *
 * <p>The client carries on after a watch that ended. What ends the client's own efforts, such as a watch that is
 * refused before it has begun, is begun anew here, until the time is up; then the objects are looked at once more,
 * since a connection may have died without a word.
 */
public final class Pending<T> implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();

    /** The API asks for it: the version is too old, too many requests. Whatever the server fails at passes, too. */
    private static final Set<Integer> PASSING = Set.of(HttpURLConnection.HTTP_GONE, 429);

    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
    private static final Executor OWN_WORD = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final String sentence;
    private final Stop stop;
    private final Runnable onStop = this::stopped;
    private final Duration limit;
    private final long deadline;
    private final FirstStatus<T> firstWord;
    private final Informable<T> resources;
    private final Await.Verdict<T> verdict;
    private final Readings<T> readings;
    private final LogScope scope = LogScope.current();
    private final CompletableFuture<List<T>> end = new CompletableFuture<>();
    private volatile CompletableFuture<List<T>> watch;
    private volatile List<T> lastSeen = List.of();
    private volatile List<T> lastJudged = List.of();
    private volatile String trouble = "";

    Pending(String sentence, Stop stop, Duration limit, Informable<T> resources, Await.Verdict<T> verdict) {
        this.sentence = sentence;
        this.stop = stop;
        this.limit = limit;
        long now = System.nanoTime();
        this.deadline = now + limit.toNanos();
        this.resources = resources;
        this.verdict = verdict;
        this.firstWord = new FirstStatus<>(verdict.silence(), now);
        this.readings = new Readings<>(sentence);
        watch();
        stop.listen(onStop);
    }

    private void stopped() {
        end.completeExceptionally(WaitException.Stopped.during(sentence, stop));
    }

    /** @return done when the objects have been judged for the first time, or cannot be */
    private synchronized CompletableFuture<Void> watch() {
        if (end.isDone()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> looked = new CompletableFuture<>();
        watch = resources.informOnCondition(scope.carry((Predicate<List<T>>) seen -> {
            try {
                return judge(seen);
            } finally {
                looked.complete(null);
            }
        }));
        watch.whenComplete((seen, broken) -> {
            if (broken != null) {
                scope.run(() -> broke(broken));
            }
            looked.complete(null);
        });
        return looked;
    }

    private void broke(Throwable why) {
        if (end.isDone() || why instanceof CancellationException) {
            return;
        }
        if (stop.isStopped()) {
            stopped();
        } else if (passes(why)) {
            trouble = "; the watch broke: " + ApiFailure.words(why);
            LOG.debug("Waiting until {}: the watch broke and is begun anew: {}", sentence, ApiFailure.words(why));
            LATER.execute(this::watch);
        } else {
            end.completeExceptionally(why);
        }
    }

    /** Not what a server refuses for good. An answer that is none may come from whatever stands before the API. */
    private static boolean passes(Throwable why) {
        return !(why instanceof Error || why instanceof RejectedExecutionException)
                && Stream.iterate(why, cause -> cause != null, Throwable::getCause)
                        .filter(KubernetesClientException.class::isInstance)
                        .map(cause -> ((KubernetesClientException) cause).getCode())
                        .filter(code -> code > 0)
                        .allMatch(code -> code >= HttpURLConnection.HTTP_INTERNAL_ERROR || PASSING.contains(code));
    }

    private boolean judge(List<T> seen) {
        try {
            Readings.Judged<T> judged = readings.judge(seen);
            boolean good = isGood(seen, judged);
            if (good) {
                end.complete(judged.objects());
            }
            return good;
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
            throw e;
        }
    }

    private boolean isGood(List<T> seen, Readings.Judged<T> judged) {
        if (verdict.mustStay() && seen.isEmpty() && !lastSeen.isEmpty()) {
            throw new WaitException.BadEnd(sentence, "it was deleted by somebody");
        }
        lastSeen = List.copyOf(seen);
        lastJudged = judged.objects();
        trouble = "";
        firstWord.hear(seen);
        judged.objects().forEach(verdict.onChange());
        if (judged.complete() && verdict.goodEnd().test(judged.objects())) {
            return true;
        }
        Optional<String> reason = judged.objects().stream()
                .map(verdict.badEnd())
                .flatMap(Optional::stream)
                .findFirst();
        if (reason.isPresent()) {
            throw new WaitException.BadEnd(sentence, reason.get());
        }
        return false;
    }

    /**
     * Blocks until the end.
     *
     * @throws WaitException.BadEnd when the product reported a failure
     * @throws WaitException.Silent when nothing was said for too long
     * @throws WaitException.OutOfTime when the limit passed
     * @throws WaitException.Stopped when the run was stopped
     */
    public List<T> get() {
        await(end, List.of(this));
        return end.join();
    }

    /**
     * Blocks until this and the other have reached their good ends, or one of them a bad end. When it is the other,
     * this one has a moment to come to a bad end of its own, which then is the one that is told: of two objects that
     * tell one failure, that does not hang on which of them was faster.
     *
     * @throws WaitException as {@link #get}; the time limit is the one of this wait
     */
    public void and(Pending<?> other) {
        CompletableFuture<Void> bothOrFirstBad = new CompletableFuture<>();
        CompletableFuture.allOf(end, other.end).thenRun(() -> bothOrFirstBad.complete(null));
        end.whenComplete((good, bad) -> {
            if (bad != null) {
                bothOrFirstBad.completeExceptionally(bad);
            }
        });
        other.end.whenComplete((good, bad) -> {
            if (bad != null) {
                OWN_WORD.execute(() -> bothOrFirstBad.completeExceptionally(bad));
            }
        });
        try (other) {
            await(bothOrFirstBad, List.of(this, other));
        }
    }

    private void await(Future<?> ended, List<Pending<?>> waits) {
        try {
            untilDone(ended, waits);
        } catch (TimeoutException e) {
            throw new WaitException.OutOfTime(sentence, Durations.words(limit), state());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitException.Interrupted(sentence);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WaitException verdictReached) {
                throw verdictReached;
            }
            throw new WaitException.BadEnd(sentence, "the watch broke: " + ApiFailure.words(e.getCause()));
        } finally {
            close();
        }
    }

    private void untilDone(Future<?> ended, List<Pending<?>> waits)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Pending<?> wait : waits) {
            wait.untilSpoken(ended, Math.min(deadline, wait.firstWord.due()));
        }
        try {
            ended.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            for (Pending<?> wait : waits) {
                wait.lookAgain();
            }
            ended.get(0, TimeUnit.NANOSECONDS);
        }
    }

    /** Returns early when the wait has ended. */
    private void untilSpoken(Future<?> ended, long due) throws InterruptedException, ExecutionException {
        long next = due;
        while (firstWord.isDue() && !ended.isDone()) {
            try {
                ended.get(next - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                next = System.nanoTime() + askWhySilent().toNanos();
            }
        }
    }

    private Duration askWhySilent() throws InterruptedException, ExecutionException {
        lookAgain();
        return firstWord.isDue() && !end.isDone() ? firstWord.ask(sentence, limit, deadline, trouble) : Duration.ZERO;
    }

    private void lookAgain() throws InterruptedException, ExecutionException {
        CompletableFuture<?> silent = watch;
        try {
            watch().get(LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            trouble = "; the API does not answer any more";
        } finally {
            silent.cancel(true);
        }
    }

    private String state() {
        String state = lastJudged.stream()
                .map(verdict.show())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return (state.isEmpty() ? "nothing" : state) + readings.unreadable() + trouble;
    }

    @Override
    public synchronized void close() {
        stop.forget(onStop);
        end.cancel(true);
        watch.cancel(true);
    }
}
