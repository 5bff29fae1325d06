package mtv.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.openshift.client.OpenShiftClient;
import mtv.await.Await;
import mtv.await.Stop;
import mtv.record.RecordedConnection;
import mtv.settings.ClusterCredentials;
import mtv.settings.input.Secret;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/** A session with one OpenShift cluster: client, address, token and clock. */
public final class Cluster implements AutoCloseable {

    private final OpenShiftClient client;
    private final ClusterClock clock;
    private final ClusterCredentials access;
    private final String mtvNamespace;
    private final Stop stop;
    private final RecordedConnection wire;

    Cluster(
            OpenShiftClient client,
            ClusterClock clock,
            ClusterCredentials access,
            String mtvNamespace,
            Stop stop,
            RecordedConnection wire) {
        this.stop = stop;
        this.wire = wire;
        this.client = client;
        this.clock = clock;
        this.access = access;
        this.mtvNamespace = mtvNamespace;
    }

    /**
     * Logs in through OpenShift's OAuth, or with the token that was given.
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

    /** A session of its own for the same login, which no stop of the run keeps from cleaning up. */
    public Cluster forCleanUp() {
        return new OAuthLogin(access, Stop.never(), wire).reopen(client.getConfiguration(), mtvNamespace);
    }

    /** Starts a wait on this cluster, which ends when the run is stopped; the sentence completes "Waited until …". */
    public Await await(String sentence) {
        return Await.until(sentence, stop);
    }

    /** What looks on at this session's traffic, or answers it. */
    public RecordedConnection wire() {
        return wire;
    }

    /** What ends this session's run from outside. */
    public Stop stop() {
        return stop;
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
        return access;
    }

    /** {@code hub} or {@code remote}. */
    public String name() {
        return access.role().id();
    }

    /**
     * The token of the active session, without the word Bearer.
     *
     * @throws ClusterException when the session has none
     */
    public Secret token() {
        if (access.token().isPresent()) {
            return access.token().get();
        }
        String authorization = client.getConfiguration().getAutoOAuthToken();
        if (authorization == null || authorization.isBlank()) {
            throw new ClusterException("API key not found in configuration");
        }
        String[] words = authorization.trim().split("\\s+");
        return new Secret(words[words.length - 1]);
    }

    /**
     * The cluster's own time, asked for now, to the second.
     *
     * @throws ClusterException when the cluster does not tell the time
     */
    public Instant now() {
        client.getKubernetesVersion();
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
                            + access.role().key("host") + " at the expected cluster, or correct remote_ocp_cluster");
        }
    }

    /** True when the kind is unknown to the cluster or the object does not exist. */
    public static boolean isAbsent(KubernetesClientException e) {
        return e.getCode() == 404;
    }

    @Override
    public void close() {
        client.close();
    }
}
