package mtv.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.openshift.client.OpenShiftClient;
import mtv.settings.ClusterSettings;
import mtv.settings.Secret;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import javax.net.ssl.SSLException;

import java.net.ConnectException;
import java.net.UnknownHostException;

/** Opens a session and says in one sentence why it could not be opened. */
final class Login {

    private static final Logger LOG = LogManager.getLogger();

    private Login() {}

    static Cluster open(ClusterSettings settings) {
        ClusterClock clock = new ClusterClock();
        OpenShiftClient client = new KubernetesClientBuilder()
                .withConfig(config(settings))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(ClusterClock.NAME, clock))
                .build()
                .adapt(OpenShiftClient.class);
        try {
            String user = client.currentUser().getMetadata().getName();
            Cluster cluster = new Cluster(client, clock, settings);
            LOG.info("Logged in to {} as {}", cluster.apiUrl(), user);
            return cluster;
        } catch (KubernetesClientException e) {
            LOG.debug("Login failed", e);
            client.close();
            throw new ClusterException(
                    "Failed to get client for cluster " + settings.host().orElse("") + ": " + reason(e, settings));
        }
    }

    /** Starts from nothing: neither kubeconfig nor environment of the user takes part, or is ever written to. */
    private static Config config(ClusterSettings settings) {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url(settings.host().orElseThrow()))
                .withUsername(settings.username().orElseThrow())
                .withPassword(settings.password().map(Secret::reveal).orElseThrow())
                .withTrustCerts(settings.insecureVerifySkip())
                .withDisableHostnameVerification(settings.insecureVerifySkip())
                .withRequestRetryBackoffLimit(3);
        settings.caFile().ifPresent(file -> config.withCaCertFile(file.toString()));
        return config.build();
    }

    private static String url(String host) {
        return host.contains("://") ? host : "https://" + host;
    }

    private static String reason(KubernetesClientException e, ClusterSettings settings) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof UnknownHostException) {
                return "the host name is unknown; check cluster_host";
            }
            if (cause instanceof SSLException) {
                return "TLS: " + deepest(cause) + "; give cluster_ca_file, or set insecure_verify_skip=true";
            }
            if (cause instanceof ConnectException) {
                return message + "; check cluster_host and the network";
            }
            if (message.contains("Missing header:[Location]")) {
                return refused(settings);
            }
        }
        return e.getCode() == 401 ? refused(settings) : e.getMessage();
    }

    private static String deepest(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    private static String refused(ClusterSettings settings) {
        return "user \"" + settings.username().orElse("") + "\" or its password was refused; check cluster_username and"
                + " cluster_password";
    }
}
