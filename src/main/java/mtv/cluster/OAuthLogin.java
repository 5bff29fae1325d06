package mtv.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.openshift.api.model.User;
import io.fabric8.openshift.client.OpenShiftClient;
import mtv.await.Stop;
import mtv.cluster.login.ContextLogin;
import mtv.cluster.login.LoginException;
import mtv.cluster.login.PasswordGrant;
import mtv.cluster.login.SessionToken;
import mtv.cluster.login.TokenIssuer;
import mtv.model.ApiFailure;
import mtv.model.serialization.ModelSerialization;
import mtv.record.RecordedConnection;
import mtv.settings.CaFile;
import mtv.settings.ClusterCredentials;
import mtv.settings.Login;
import mtv.settings.Proxies;
import mtv.settings.value.Secret;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
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
    private final RequestCounts counts;

    /**
     * @param stop of the run that the sessions belong to
     * @param wire looks on at their traffic, or answers it: then nobody need log in
     */
    OAuthLogin(ClusterCredentials access, Stop stop, RecordedConnection wire) {
        this(access, stop, wire, new RequestCounts());
    }

    private OAuthLogin(ClusterCredentials access, Stop stop, RecordedConnection wire, RequestCounts counts) {
        this.access = wire.isReplay() ? withToken(access) : access;
        this.stop = stop;
        this.wire = wire;
        this.counts = counts;
    }

    /** For sessions that no stop of the run keeps from anything; their requests are counted with these. */
    OAuthLogin unstopped() {
        return new OAuthLogin(access, Stop.never(), wire, counts);
    }

    private static ClusterCredentials withToken(ClusterCredentials access) {
        return new ClusterCredentials(
                access.role(),
                access.host(),
                Optional.of(new Login.Token(new Secret("replayed"))),
                access.insecureSkipVerify(),
                access.caFile(),
                access.tokenAccount());
    }

    Cluster open(String mtvNamespace) {
        ClusterClock clock = new ClusterClock();
        RequestTrace trace = new RequestTrace();
        requireTrust();
        Login login = resolved();
        SessionToken token = new SessionToken();
        RequestRetries retries = new RequestRetries(stop);
        OpenShiftClient client = client(config(login), List.of(clock, trace, counts, token), retries);
        try {
            issuer(login, client).ifPresent(token::obtain);
            String user = user(client);
            trace.loggedIn();
            retries.loggedIn();
            Cluster cluster = new Cluster(client, clock, token, this, mtvNamespace);
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

    ClusterCredentials access() {
        return access;
    }

    Stop stop() {
        return stop;
    }

    RecordedConnection wire() {
        return wire;
    }

    RequestCounts counts() {
        return counts;
    }

    /** What a context of a kubeconfig leads to; any other login is what it is. */
    private Login resolved() {
        Login login = access.login().orElseThrow(() -> failed("nobody to log in as; " + ways()));
        try {
            return login instanceof Login.Context context ? new ContextLogin(context).resolve() : login;
        } catch (LoginException e) {
            throw failed(e.getMessage());
        }
    }

    private static String ways() {
        return "give cluster_username and cluster_password, cluster_token or kubeconfig";
    }

    /** Empty for a login that brings no token. */
    private Optional<TokenIssuer> issuer(Login login, OpenShiftClient client) {
        if (login instanceof Login.Token && access.login().orElse(login) instanceof Login.Context context) {
            return Optional.of(new ContextLogin(context));
        }
        return Optional.ofNullable(
                login instanceof Login.Password user
                        ? new PasswordGrant(
                                client.getHttpClient(),
                                URI.create(client.getConfiguration().getMasterUrl()),
                                user)
                        : login instanceof Login.TokenFile pod
                                ? TokenIssuer.of(pod.file())
                                : login instanceof Login.Token given ? TokenIssuer.of(given.token()) : null);
    }

    /** @param lookers see each request, in this order */
    private OpenShiftClient client(Config config, List<Interceptor> lookers, RequestRetries retries) {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withKubernetesSerialization(ModelSerialization.shared())
                    .withHttpClientFactory(ExplainingHttpClient.factory(
                            new EventLoopHttpClientFactory(
                                    stop, wire, access.role().id()),
                            retries))
                    .withHttpClientBuilderConsumer(http -> {
                        lookers.forEach(looker -> http.addOrReplaceInterceptor(name(looker), looker));
                        http.addOrReplaceInterceptor(
                                RefusedWatches.NAME,
                                new RefusedWatches(wire, access.role().id()));
                    })
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

    private static String name(Interceptor looker) {
        return looker instanceof SessionToken
                ? SessionToken.NAME
                : looker.getClass().getName();
    }

    /** @param config of a session that is logged in, whose token it shares */
    Cluster reopen(Config config, SessionToken token, String mtvNamespace) {
        ClusterClock clock = new ClusterClock();
        RequestTrace trace = new RequestTrace();
        trace.loggedIn();
        RequestRetries retries = new RequestRetries(stop);
        retries.loggedIn();
        OpenShiftClient client = client(config, List.of(clock, trace, counts, token), retries);
        access.login().flatMap(login -> issuer(login, client)).ifPresent(token::resume);
        return new Cluster(client, clock, token, this, mtvNamespace);
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
    private Config config(Login login) {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url(access.host().orElseThrow()))
                .withTrustCerts(access.insecureSkipVerify())
                .withDisableHostnameVerification(access.insecureSkipVerify())
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(WATCH_RETRIES);
        if (login instanceof Login.Certificate pair) {
            config.withClientCertData(base64(pair.certificate()))
                    .withClientKeyData(base64(pair.key().reveal()));
        }
        access.caFile()
                .filter(any -> !access.insecureSkipVerify())
                .ifPresent(file -> config.withCaCertData(file.base64()));
        return config.build();
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
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
        if (cause instanceof LoginException refusal) {
            return Optional.of(refused(refusal));
        }
        if (cause instanceof UnknownHostException) {
            known = "the host name is unknown (" + message + "); check " + role.key("host")
                    + ", and that this machine resolves the cluster's names, that of its OAuth server among them";
        } else if (cause instanceof SSLException) {
            known = "TLS: " + ApiFailure.words(cause) + "; give " + role.key("ca_file")
                    + " with the certificates of the API and of the cluster's Routes (OAuth), or set "
                    + role.skipVerifyKey() + "=true";
        } else if (cause instanceof ConnectException) {
            known = message + "; check " + role.key("host") + " and the network" + through();
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

    private String refused(LoginException refusal) {
        return switch (refusal.kind()) {
            case NO_OAUTH -> noOpenShift();
            case NO_PASSWORD_GRANT ->
                "OAuth gives user \"" + access.username().orElse("")
                        + "\" no token for a password alone, since its identity"
                        + " providers want a browser or leave a choice; take a token from " + refusal.getMessage()
                        + ", and give " + access.role().key("token") + token();
            case REFUSED -> access.username().isPresent() ? refused() : refusal.getMessage();
        };
    }

    /** Of the cluster that MTV runs on, a file may be given as well. */
    private String token() {
        return access.role() == ClusterCredentials.Role.HUB ? ", or log in with oc and give kubeconfig" : "";
    }

    private String refused() {
        ClusterCredentials.Role role = access.role();
        return access.login()
                .map(login -> login instanceof Login.Password user
                        ? "user \"" + user.username() + "\" or its password was refused; check " + role.key("username")
                                + " and " + role.key("password")
                        : login instanceof Login.Context context
                                ? "the login of context \"" + context.name() + "\" in " + context.kubeconfig()
                                        + " was refused, which has ended perhaps; log in anew with oc login, or give"
                                        + " another kube_context"
                                : login instanceof Login.TokenFile pod
                                        ? "the token of the service account in " + pod.file() + " was refused"
                                        : login instanceof Login.Certificate
                                                ? "the client certificate was refused; check "
                                                        + role.key("client_certificate")
                                                : "the token was refused, which has ended perhaps; check "
                                                        + role.key("token"))
                .orElse(ways());
    }
}
