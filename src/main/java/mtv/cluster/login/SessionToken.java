package mtv.cluster.login;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import mtv.settings.value.Secret;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The token of a session. When the API refuses it, one new token is taken for all requests that were refused meanwhile,
 * and each of them is sent once more. The client library would log in anew every minute, and for each of them.
 */
public final class SessionToken implements Interceptor {

    public static final String NAME = "mtv-session-token";

    private static final Logger LOG = LogManager.getLogger();
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    /** So many new tokens within that time; if they are refused, the token is not the reason. */
    private static final int MOST_RENEWALS = 3;

    /** So long before its end a token is replaced. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final List<IssuedToken> issued = new ArrayList<>();
    private TokenIssuer issuer;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Deque<Instant> renewals = new ArrayDeque<>();
    private CompletableFuture<Boolean> renewal = CompletableFuture.completedFuture(true);
    private boolean over;

    /**
     * Takes the first token; blocks.
     *
     * @param from where this and later ones come from
     * @throws LoginException when there is none to be had
     */
    public void obtain(TokenIssuer from) {
        resume(from);
        try {
            IssuedToken first = from.issue().join();
            synchronized (this) {
                issued.add(first);
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** @param from where later tokens come from */
    public synchronized void resume(TokenIssuer from) {
        issuer = from;
    }

    /** How often the token was refused so far does not count any more. */
    public synchronized void countAnew() {
        renewals.clear();
    }

    /** Empty for a session without one, such as that of a client certificate. */
    public Optional<Secret> current() {
        return last().map(IssuedToken::token);
    }

    /** When it ends, by the clock of this machine; empty when that is not known. */
    public Optional<Instant> end() {
        return last().flatMap(IssuedToken::end);
    }

    private synchronized Optional<IssuedToken> last() {
        return issued.isEmpty() ? Optional.empty() : Optional.of(issued.get(issued.size() - 1));
    }

    /** @param follower is told of each further token, and must not wait for anything of the API */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    /** Those that were made for this session, the current one last; from now on there are no others. */
    public synchronized List<Secret> takeObtained() {
        over = true;
        List<Secret> obtained = issued.stream()
                .filter(IssuedToken::ofThisRun)
                .map(IssuedToken::token)
                .toList();
        issued.replaceAll(token -> new IssuedToken(token.token(), token.end(), false));
        return obtained;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        current().ifPresent(token -> builder.setHeader(AUTHORIZATION, BEARER + token.reveal()));
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        if (response.code() != HttpURLConnection.HTTP_UNAUTHORIZED) {
            return CompletableFuture.completedFuture(false);
        }
        return renewed(String.valueOf(response.request().header(AUTHORIZATION))).thenApply(renewed -> {
            if (renewed) {
                before(builder, response.request(), tags);
            }
            return renewed;
        });
    }

    /**
     * Takes another token before the API refuses the current one: when that ends soon, and when there is a newer one
     * already where it came from. To be called from time to time; it sends nothing but a login.
     */
    public synchronized void refresh() {
        boolean ends =
                end().map(time -> Instant.now().isAfter(time.minus(MARGIN))).orElse(false);
        if (issuer != null && !over && renewal.isDone() && (ends || issuer.isAtHand())) {
            renewal = issuer.issue().handle(this::replace);
        }
    }

    private synchronized boolean replace(IssuedToken token, Throwable failure) {
        if (failure != null || current().equals(Optional.of(token.token()))) {
            return false;
        }
        issued.add(token);
        LOG.info("The session took another token before the end of the one that it had");
        followers.forEach(Runnable::run);
        return true;
    }

    /** @param sent what the API refused */
    private synchronized CompletableFuture<Boolean> renewed(String sent) {
        boolean isCurrent =
                current().map(token -> sent.equals(BEARER + token.reveal())).orElse(true);
        if (!isCurrent) {
            return CompletableFuture.completedFuture(true);
        }
        if (!renewal.isDone()) {
            return renewal;
        }
        Instant past = Instant.now().minus(FRESH);
        renewals.removeIf(time -> time.isBefore(past));
        if (issuer == null || over || renewals.size() == MOST_RENEWALS) {
            return CompletableFuture.completedFuture(false);
        }
        renewal = issuer.issue().handle(this::take);
        return renewal;
    }

    private synchronized boolean take(IssuedToken token, Throwable failure) {
        if (failure != null) {
            LOG.debug("No new token", failure);
            over = failure instanceof LoginException || failure.getCause() instanceof LoginException;
            return false;
        }
        renewals.add(Instant.now());
        if (current().equals(Optional.of(token.token()))) {
            return false;
        }
        issued.add(token);
        LOG.info("The session's token was refused, so another one was taken");
        followers.forEach(Runnable::run);
        return true;
    }
}
