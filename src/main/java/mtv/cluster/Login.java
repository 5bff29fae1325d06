package mtv.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.User;
import io.fabric8.openshift.client.OpenShiftClient;
import mtv.settings.Access;
import mtv.settings.Secret;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import javax.net.ssl.SSLException;

import java.net.ConnectException;
import java.net.UnknownHostException;

/** Opens a session and says in one sentence why it could not be opened. */
final class Login {

    private static final Logger LOG = LogManager.getLogger();

    /** While nobody is logged in, a wrong address is to be told soon; later, an API that restarts is worth a wait. */
    private static final int TRIES_AT_LOGIN = 3;

    private static final int TRIES_LATER = 8;

    /** As long as the API server itself lets a request, and the webhooks behind it, take. */
    private static final int REQUEST_MILLIS = 60_000;

    /** It learns the model's classes, which takes a while and need not be done for each session. */
    private static final KubernetesSerialization MODEL = new KubernetesSerialization();

    private final Access access;

    Login(Access access) {
        this.access = access;
    }

    Cluster open(String mtvNamespace) {
        ClusterClock clock = new ClusterClock();
        OpenShiftClient client = new KubernetesClientBuilder()
                .withConfig(config())
                .withKubernetesSerialization(MODEL)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(ClusterClock.NAME, clock))
                .build()
                .adapt(OpenShiftClient.class);
        try {
            String user = user(client);
            client.getConfiguration().setRequestRetryBackoffLimit(TRIES_LATER);
            Cluster cluster = new Cluster(client, clock, access, mtvNamespace);
            LOG.info("Logged in to {} as {}", cluster.apiUrl(), user);
            return cluster;
        } catch (KubernetesClientException e) {
            LOG.debug("Login failed", e);
            client.close();
            throw failed(reason(e));
        } catch (ClusterException e) {
            client.close();
            throw e;
        }
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
                .withRequestRetryBackoffLimit(TRIES_AT_LOGIN);
        access.caFile()
                .filter(any -> !access.insecureSkipVerify())
                .ifPresent(file -> config.withCaCertData(file.base64()));
        return config.build();
    }

    private static String url(String host) {
        return host.contains("://") ? host : "https://" + host;
    }

    private String reason(KubernetesClientException e) {
        Access.Role role = access.role();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof UnknownHostException) {
                return "the host name is unknown (" + message + "); check " + role.key("host")
                        + ", and that this machine resolves the cluster's names, that of its OAuth server among them";
            }
            if (cause instanceof SSLException) {
                return "TLS: " + deepest(cause) + "; give " + role.key("ca_file")
                        + " with the certificates of the API and of the cluster's Routes (OAuth), or set "
                        + role.skipVerifyKey() + "=true";
            }
            if (cause instanceof ConnectException) {
                return message + "; check " + role.key("host") + " and the network";
            }
            if (message.contains("Missing header:[Location]")) {
                return refused();
            }
            if (message.startsWith("Unexpected response (404")) {
                return noOpenShift();
            }
            if (cause instanceof IndexOutOfBoundsException) {
                return "OAuth gives user \"" + access.username().orElse("")
                        + "\" no token for a password alone; take one"
                        + " of an identity provider that asks for nothing else (htpasswd, LDAP), or kubeadmin";
            }
        }
        return e.getCode() == 401 ? refused() : e.getMessage();
    }

    private static String deepest(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    private String refused() {
        Access.Role role = access.role();
        return access.token().isPresent()
                ? "the token was refused; check " + role.key("token")
                : "user \"" + access.username().orElse("") + "\" or its password was refused; check "
                        + role.key("username") + " and " + role.key("password");
    }
}
