package mtv.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.openshift.client.OpenShiftClient;
import mtv.await.Await;
import mtv.await.Stop;
import mtv.cluster.login.OAuthTokens;
import mtv.cluster.login.SessionToken;
import mtv.record.RecordedConnection;
import mtv.settings.ClusterCredentials;
import mtv.settings.value.Secret;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A session with one OpenShift cluster: client, address, token and clock. */
public final class Cluster implements AutoCloseable {

    private static final int PULSE_SECONDS = 5;

    private final OpenShiftClient client;
    private final ClusterClock clock;
    private final SessionToken token;
    private final OAuthLogin login;
    private final String mtvNamespace;
    private final Optional<AccountToken> accountToken;
    private Optional<ScheduledExecutorService> pulse = Optional.empty();
    private boolean leavesToken;

    Cluster(OpenShiftClient client, ClusterClock clock, SessionToken token, OAuthLogin login, String mtvNamespace) {
        this.client = client;
        this.clock = clock;
        this.token = token;
        this.login = login;
        this.mtvNamespace = mtvNamespace;
        this.accountToken = login.access()
                .tokenAccount()
                .map(account ->
                        new AccountToken(client, account, login.access().role().id()));
    }

    /**
     * Logs in as the settings say.
     *
     * @param mtvNamespace means something on the hub only
     * @throws ClusterException "Failed to get client for cluster …" with the cause
     */
    public static Cluster connect(ClusterCredentials access, String mtvNamespace) {
        return connect(access, mtvNamespace, Stop.never(), RecordedConnection.PLAIN);
    }

    /**
     * @param stop ends the session's waits, and lets it ask and change nothing any more
     * @param wire looks on at its traffic, or answers it
     */
    static Cluster connect(ClusterCredentials access, String mtvNamespace, Stop stop, RecordedConnection wire) {
        return new OAuthLogin(access, stop, wire).open(mtvNamespace);
    }

    /**
     * A session of its own with the same token, which no stop of the run keeps from cleaning up. It is to be closed
     * before this one.
     */
    public Cluster forCleanUp() {
        beginCleanUp();
        Cluster apart = login.unstopped().reopen(client.getConfiguration(), token, mtvNamespace);
        apart.leaveToken();
        return apart;
    }

    /** From now on it is cleaned up, which may take new tokens although the run has taken too many. */
    public void beginCleanUp() {
        token.countAnew();
    }

    /** Lets the token live on after this session, since something that stays needs it. */
    public void leaveToken() {
        leavesToken = true;
    }

    /** Starts a wait on this cluster, which ends when the run is stopped; the sentence completes "Waited until …". */
    public Await await(String sentence) {
        return Await.until(sentence, stop());
    }

    /** What looks on at this session's traffic, or answers it. */
    public RecordedConnection wire() {
        return login.wire();
    }

    /** How often this session, and those of its clean-up, have sent what so far, by verb and resource. */
    public Map<String, Long> requests() {
        return login.counts().counted();
    }

    /** What ends this session's run from outside. */
    public Stop stop() {
        return login.stop();
    }

    public KubernetesClient client() {
        return client;
    }

    /** The active API address, without a trailing slash. */
    public URI apiUrl() {
        String url = client.getConfiguration().getMasterUrl();
        return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /** Namespace that MTV itself runs in. */
    public String mtvNamespace() {
        return mtvNamespace;
    }

    public ClusterCredentials access() {
        return login.access();
    }

    /** {@code hub} or {@code remote}. */
    public String name() {
        return access().role().id();
    }

    /**
     * The token by which MTV is to enter this cluster.
     *
     * @throws ClusterException when there is none to be had
     */
    public Secret tokenForMtv() {
        return accountToken.map(AccountToken::current).orElseGet(this::token);
    }

    /** Whether MTV gets the session's token, and so needs each further one. */
    public boolean givesItsToken() {
        return accountToken.isEmpty();
    }

    /**
     * From now on the session replaces its token in time, and not only when it was refused.
     *
     * @param follower is told when the session has another token, and must not wait for anything of the API
     */
    public synchronized void onNewToken(Runnable follower) {
        token.follow(follower);
        if (pulse.isEmpty()) {
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "mtv-token-pulse");
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleWithFixedDelay(token::refresh, PULSE_SECONDS, PULSE_SECONDS, TimeUnit.SECONDS);
            pulse = Optional.of(timer);
        }
    }

    /**
     * The token of the active session, without the word Bearer; where it has none, that of the service account that the
     * settings name for it.
     *
     * @throws ClusterException when there is none to be had
     */
    public Secret token() {
        return token.current()
                .or(() -> accountToken.map(AccountToken::current))
                .orElseThrow(() -> new ClusterException("API key not found in configuration: the login to "
                        + apiUrl() + " is a client certificate, which comes with no token, but MTV's inventory and the"
                        + " Secret of a remote destination want one; take one with oc create token ACCOUNT -n NAMESPACE"
                        + " --duration=24h, and give it as " + access().role().key("token")
                        + " instead of the certificate, or let the cluster issue one with"
                        + " remote_token_from=service_account"));
    }

    /** How long the current token lives from now on; empty when that is not known. */
    public Optional<Duration> tokenLife() {
        return token.end().map(end -> Duration.between(Instant.now(), end));
    }

    /**
     * The cluster's own time, asked for now, to the second.
     *
     * @throws ClusterException when the cluster does not tell the time
     */
    public Instant now() {
        client.getKubernetesVersion();
        return lastTold();
    }

    /**
     * The same by its last answer, without asking it.
     *
     * @throws ClusterException when the cluster does not tell the time
     */
    public Instant lastTold() {
        return clock.lastAnswer()
                .orElseThrow(() -> new ClusterException(
                        "The API server " + apiUrl() + " sends no Date header, by which its time is known;"
                                + " does a proxy on the way take it away?"));
    }

    /**
     * Ends a run that is about to test another cluster than the one it was configured for.
     *
     * @param expected part of the host name, any case; empty means that no particular cluster is expected
     */
    public void requireHostContains(String expected) {
        String host = apiUrl().getHost();
        if (!expected.isEmpty() && !host.toLowerCase(Locale.ROOT).contains(expected.toLowerCase(Locale.ROOT))) {
            throw new ClusterException(
                    "remote_ocp_cluster is \"" + expected + "\", but the connected API host is \"" + host + "\": point "
                            + access().role().key("host") + " at the expected cluster, or correct remote_ocp_cluster");
        }
    }

    /** True when the kind is unknown to the cluster or the object does not exist. */
    public static boolean isAbsent(KubernetesClientException e) {
        return e.getCode() == 404;
    }

    /** Revokes the tokens that this session obtained. */
    @Override
    public void close() {
        pulse.ifPresent(ScheduledExecutorService::shutdownNow);
        try {
            if (!leavesToken) {
                revoke(token.takeObtained());
            }
        } finally {
            client.close();
        }
    }

    private void revoke(List<Secret> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        if (!stop().isStopped()) {
            OAuthTokens.revoke(client.getHttpClient(), apiUrl(), tokens);
            return;
        }
        try (Cluster apart = forCleanUp()) {
            OAuthTokens.revoke(apart.client.getHttpClient(), apiUrl(), tokens);
        }
    }
}
