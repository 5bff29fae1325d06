package mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import mtv.cluster.Cluster;
import mtv.cluster.JsonPatches;
import mtv.model.ApiFailure;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A Secret of the run by which MTV enters a cluster with a session's token. When the session has taken another token,
 * before the one that it had ends or since the API refused that, the Secret gets it, too: MTV may need it for hours.
 */
final class FollowedToken {

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster session;
    private final Resource<Secret> secret;
    private final String name;

    private FollowedToken(Cluster session, Resource<Secret> secret, String name) {
        this.session = session;
        this.secret = secret;
        this.name = name;
    }

    /**
     * @param session whose token it is
     * @param hub where the Secret is
     */
    static void follow(Cluster session, Cluster hub, Secret secret) {
        FollowedToken followed = new FollowedToken(
                session,
                hub.client()
                        .secrets()
                        .inNamespace(secret.getMetadata().getNamespace())
                        .withName(secret.getMetadata().getName()),
                secret.getMetadata().getName());
        session.onNewToken(followed::writeApart);
    }

    /** A thread of its own, since whoever tells of a token must not wait for an answer of the same API. */
    private void writeApart() {
        Thread writer = new Thread(this::write, "mtv-token");
        writer.setDaemon(true);
        writer.start();
    }

    private synchronized void write() {
        try {
            String token =
                    Base64.getEncoder().encodeToString(session.token().reveal().getBytes(StandardCharsets.UTF_8));
            JsonPatches.merge(secret, Map.of("data", Map.of("token", token)));
            LOG.info("Secret {} has the session's new token", name);
        } catch (RuntimeException e) {
            if (session.stop().isStopped()) {
                LOG.debug("Secret {} keeps its token, as the run was stopped", name, e);
            } else {
                LOG.warn(
                        "Secret {} keeps the token that the session had before, by which MTV enters the {}: {}",
                        name,
                        session.name(),
                        ApiFailure.words(e));
            }
        }
    }
}
