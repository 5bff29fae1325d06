package mtv.cluster;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.vertx.core.VertxException;
import mtv.await.Durations;
import mtv.await.Stop;
import mtv.await.WaitException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sends a request again while the API, or what stands before it, cannot answer, and when it asks for that. A POST is
 * sent again only if it certainly had no effect: whoever creates an object has to look for it first.
 */
final class RequestRetries {

    /** An API server that restarts behind its router is back by then. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5000;

    /** While nobody is logged in, a wrong address is to be told soon; one that asks to wait is none. */
    private static final int TRIES_AT_LOGIN = 3;

    private final Stop stop;
    private volatile boolean loggedIn;

    /** @param stop ends a pause, since nothing is asked any more */
    RequestRetries(Stop stop) {
        this.stop = stop;
    }

    void loggedIn() {
        loggedIn = true;
    }

    /**
     * What became of a request in the end.
     *
     * @param response null when there is none
     * @param failure null when there is none
     * @param efforts in words, to follow those of the failure; empty when it was sent once
     */
    record Outcome<T>(HttpResponse<T> response, Throwable failure, String efforts) {}

    <T> CompletableFuture<Outcome<T>> send(HttpRequest request, Supplier<CompletableFuture<HttpResponse<T>>> attempt) {
        CompletableFuture<Outcome<T>> end = new CompletableFuture<>();
        new Sending<>(request, attempt, end).attempt();
        return end;
    }

    private final class Sending<T> {

        private final HttpRequest request;
        private final Supplier<CompletableFuture<HttpResponse<T>>> attempt;
        private final CompletableFuture<Outcome<T>> end;
        private final long start = System.nanoTime();
        private int tries;

        Sending(
                HttpRequest request,
                Supplier<CompletableFuture<HttpResponse<T>>> attempt,
                CompletableFuture<Outcome<T>> end) {
            this.request = request;
            this.attempt = attempt;
            this.end = end;
        }

        void attempt() {
            tries++;
            attempt.get().whenComplete((response, failure) -> {
                Duration passed = Duration.ofNanos(System.nanoTime() - start);
                Duration pause = pause(response);
                boolean again = !end.isDone() && (response == null ? isPassing(failure) : isPassing(response.code()));
                boolean inTime = passed.plus(pause).compareTo(LIMIT) <= 0 && mayGoOn(response);
                if (again && inTime && !stop.isStopped()) {
                    after(pause, this::attempt);
                } else {
                    end.complete(new Outcome<>(response, failure, again ? efforts(passed, pause) : ""));
                }
            });
        }

        private boolean mayGoOn(HttpResponse<?> response) {
            boolean asked = response != null && response.code() == TOO_MANY_REQUESTS;
            return loggedIn || asked || tries <= TRIES_AT_LOGIN;
        }

        private boolean isPassing(int code) {
            return code == TOO_MANY_REQUESTS || code >= HttpURLConnection.HTTP_INTERNAL_ERROR && mayBeRepeated();
        }

        private boolean isPassing(Throwable failure) {
            boolean stopped = isCausedBy(failure, WaitException.class);
            boolean neverSent =
                    isCausedBy(failure, ConnectException.class) || isCausedBy(failure, UnknownHostException.class);
            boolean broken = isCausedBy(failure, IOException.class) || isCausedBy(failure, VertxException.class);
            return !stopped && (neverSent || broken && mayBeRepeated());
        }

        private boolean mayBeRepeated() {
            return !request.method().equals("POST");
        }

        private Duration pause(HttpResponse<?> response) {
            long usual = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(tries - 1, 10));
            long asked = response == null ? 0 : retryAfter(response).toMillis();
            return Duration.ofMillis(Math.max(usual, asked));
        }

        private String efforts(Duration passed, Duration pause) {
            if (!loggedIn) {
                return "";
            }
            return tries == 1
                    ? "; it is to be asked again in " + Durations.words(pause) + " only, and at most "
                            + Durations.words(LIMIT) + " are waited"
                    : "; it was sent " + tries + " times in " + Durations.words(passed);
        }
    }

    private void after(Duration pause, Runnable next) {
        CompletableFuture<Void> paused = new CompletableFuture<>();
        Runnable wake = () -> paused.complete(null);
        stop.listen(wake);
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(wake);
        paused.thenRun(() -> {
            stop.forget(wake);
            next.run();
        });
    }

    /** Seconds, or the time of day by the server's own clock; zero when it says neither. */
    private static Duration retryAfter(HttpResponse<?> response) {
        String text =
                Optional.ofNullable(response.header("Retry-After")).orElse("").strip();
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant now = date(response.header("Date")).orElseGet(Instant::now);
        Duration left = date(text).map(then -> Duration.between(now, then)).orElse(Duration.ZERO);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.ofNullable(text)
                    .map(given -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(given, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(type::isInstance);
    }
}
