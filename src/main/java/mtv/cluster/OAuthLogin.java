package mtv.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.openshift.api.model.User;
import io.fabric8.openshift.client.OpenShiftClient;
import mtv.await.Stop;
import mtv.model.ApiFailure;
import mtv.model.ModelSerialization;
import mtv.record.RecordedConnection;
import mtv.settings.CaFile;
import mtv.settings.ClusterCredentials;
import mtv.settings.Proxies;
import mtv.settings.input.Secret;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens a session and says in one sentence why it could not be opened. */
final class OAuthLogin {

    private static final Logger LOG = LogManager.getLogger();

    /** Of the library, with which it opens watches anew. */
    private static final int WATCH_RETRIES = 3;

    /** As long as the API server itself lets a request, and the webhooks behind it, take. */
    private static final int REQUEST_MILLIS = 60_000;

    private final ClusterCredentials access;
    private final Stop stop;
    private final RecordedConnection wire;

    /**
     * @param stop of the run that the sessions belong to
     * @param wire looks on at their traffic, or answers it: then nobody need log in
     */
    public OAuthLogin(ClusterCredentials access, Stop stop, RecordedConnection wire) {
        this.access = wire.isReplay() ? withToken(access) : access;
        this.stop = stop;
        this.wire = wire;
    }

    private static ClusterCredentials withToken(ClusterCredentials access) {
        return new ClusterCredentials(
                access.role(),
                access.host(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Secret("replayed")),
                access.insecureSkipVerify(),
                access.caFile());
    }

    Cluster open(String mtvNamespace) {
        ClusterClock clock = new ClusterClock();
        RequestTrace trace = new RequestTrace();
        requireTrust();
        RequestRetries retries = new RequestRetries(stop);
        OpenShiftClient client = client(config(), clock, trace, retries);
        try {
            String user = user(client);
            trace.loggedIn();
            retries.loggedIn();
            Cluster cluster = new Cluster(client, clock, access, mtvNamespace, stop, wire);
            LOG.info("Logged in to {} as {}", cluster.apiUrl(), user);
            return cluster;
        } catch (ClusterException e) {
            client.close();
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("Login failed", e);
            client.close();
            throw failed(reason(e, trace));
        }
    }

    private OpenShiftClient client(Config config, ClusterClock clock, RequestTrace trace, RequestRetries retries) {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withKubernetesSerialization(ModelSerialization.shared())
                    .withHttpClientFactory(ExplainingHttpClient.factory(
                            new EventLoopHttpClientFactory(
                                    stop, wire, access.role().id()),
                            retries))
                    .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(ClusterClock.NAME, clock)
                            .addOrReplaceInterceptor(RequestTrace.NAME, trace)
                            .addOrReplaceInterceptor(
                                    RefusedWatches.NAME,
                                    new RefusedWatches(wire, access.role().id())))
                    .build()
                    .adapt(OpenShiftClient.class);
        } catch (RuntimeException e) {
            LOG.debug("No client", e);
            throw failed(ApiFailure.words(e) + "; check " + access.role().key("host"));
        }
    }

    /** The library tells neither which file nor which setting it cannot use. */
    private void requireTrust() {
        if (access.caFile().isEmpty() || access.insecureSkipVerify()) {
            return;
        }
        CaFile authorities = access.caFile().get();
        try {
            TrustManager[] ignored = SSLUtils.trustManagers(authorities.base64(), null, false, null, null);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            LOG.debug("No trust", e);
            throw failed(access.role().key("ca_file") + " = " + authorities.file() + " cannot be used: "
                    + ApiFailure.words(e) + "; give a file of certificates in PEM, each block on lines of its own");
        }
    }

    /** @param config of a session that is logged in, whose token it shares */
    Cluster reopen(Config config, String mtvNamespace) {
        ClusterClock clock = new ClusterClock();
        RequestTrace trace = new RequestTrace();
        trace.loggedIn();
        RequestRetries retries = new RequestRetries(stop);
        retries.loggedIn();
        return new Cluster(client(config, clock, trace, retries), clock, access, mtvNamespace, stop, wire);
    }

    private ClusterException failed(String reason) {
        return new ClusterException(
                "Failed to get client for cluster " + access.host().orElse("") + ": " + reason);
    }

    private String user(OpenShiftClient client) {
        User user = client.currentUser();
        if (user == null) {
            throw failed(noOpenShift());
        }
        return user.getMetadata().getName();
    }

    /** A plain Kubernetes knows no users, and neither does an OpenShift that leaves them to an OIDC provider. */
    private String noOpenShift() {
        return "it answers 404 when somebody logs in, so it is no OpenShift with an OAuth server; check "
                + access.role().key("host");
    }

    /** Starts from nothing: neither kubeconfig nor environment of the user takes part, or is ever written to. */
    private Config config() {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url(access.host().orElseThrow()))
                .withUsername(access.username().orElse(null))
                .withPassword(access.password().map(Secret::reveal).orElse(null))
                .withOauthToken(access.token().map(Secret::reveal).orElse(null))
                .withTrustCerts(access.insecureSkipVerify())
                .withDisableHostnameVerification(access.insecureSkipVerify())
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(WATCH_RETRIES);
        access.caFile()
                .filter(any -> !access.insecureSkipVerify())
                .ifPresent(file -> config.withCaCertData(file.base64()));
        return config.build();
    }

    private static String url(String host) {
        return host.contains("://") ? host : "https://" + host;
    }

    private String reason(RuntimeException e, RequestTrace trace) {
        Optional<String> page = trace.webPage();
        if (page.isPresent()) {
            return page.get() + " Check " + access.role().key("host");
        }
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> known(cause).stream())
                .findFirst()
                .orElseGet(() -> unknown(e));
    }

    private String unknown(RuntimeException e) {
        int code = e instanceof KubernetesClientException answer ? answer.getCode() : 0;
        if (code == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return refused();
        }
        return ApiFailure.words(e) + (code > 0 ? "" : "; check " + access.role().key("host"));
    }

    private Optional<String> known(Throwable cause) {
        ClusterCredentials.Role role = access.role();
        String message = String.valueOf(cause.getMessage());
        String known = null;
        if (cause instanceof UnknownHostException) {
            known = "the host name is unknown (" + message + "); check " + role.key("host")
                    + ", and that this machine resolves the cluster's names, that of its OAuth server among them";
        } else if (cause instanceof SSLException) {
            known = "TLS: " + ApiFailure.words(cause) + "; give " + role.key("ca_file")
                    + " with the certificates of the API and of the cluster's Routes (OAuth), or set "
                    + role.skipVerifyKey() + "=true";
        } else if (cause instanceof ConnectException) {
            known = message + "; check " + role.key("host") + " and the network" + through();
        } else if (message.contains("Missing header:[Location]")) {
            known = refused();
        } else if (message.startsWith("Unexpected response (404")) {
            known = noOpenShift();
        } else if (cause instanceof IndexOutOfBoundsException) {
            known = "OAuth gives user \"" + access.username().orElse("")
                    + "\" no token for a password alone; take one"
                    + " of an identity provider that asks for nothing else (htpasswd, LDAP), or kubeadmin";
        }
        return Optional.ofNullable(known);
    }

    /** A proxy may be what does not answer. */
    private String through() {
        return Proxies.ofThisProcess()
                .forUri(URI.create(url(access.host().orElseThrow())))
                .map(proxy -> ", and the proxy " + proxy + " that was asked")
                .orElse("");
    }

    private String refused() {
        ClusterCredentials.Role role = access.role();
        return access.token().isPresent()
                ? "the token was refused; check " + role.key("token")
                : "user \"" + access.username().orElse("") + "\" or its password was refused; check "
                        + role.key("username") + " and " + role.key("password");
    }
}
