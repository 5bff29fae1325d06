package mtv.cluster;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.settings.value.Secret;
import mtv.settings.value.ServiceAccountName;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A token that a cluster issues for a service account, which ends by itself. */
final class AccountToken {

    /** Longer than the longest migration; a cluster may issue one for less. */
    private static final Duration LIFE = Duration.ofHours(26);

    /** So long before its end another one is taken. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final KubernetesClient client;
    private final ServiceAccountName account;
    private final String cluster;
    private Optional<Secret> token = Optional.empty();
    private Instant end = Instant.MIN;

    AccountToken(KubernetesClient client, ServiceAccountName account, String cluster) {
        this.client = client;
        this.account = account;
        this.cluster = cluster;
    }

    /** @throws ClusterException when the cluster issues none */
    synchronized Secret current() {
        if (token.isEmpty() || Instant.now().isAfter(end.minus(MARGIN))) {
            issue();
        }
        return token.orElseThrow();
    }

    private void issue() {
        try {
            Instant asked = Instant.now();
            TokenRequest issued = client.serviceAccounts()
                    .inNamespace(account.namespace())
                    .withName(account.name())
                    .tokenRequest(new TokenRequestBuilder()
                            .withNewSpec()
                            .withExpirationSeconds(LIFE.toSeconds())
                            .endSpec()
                            .build());
            token = Optional.of(new Secret(issued.getStatus().getToken()));
            end = asked.plusSeconds(
                    Optional.ofNullable(issued.getSpec().getExpirationSeconds()).orElse(LIFE.toSeconds()));
        } catch (RuntimeException e) {
            throw ClusterException.refused(
                    "a token of ServiceAccount " + account + " of the " + cluster
                            + ", which remote_token_from=service_account asks for (remote_service_account)",
                    e);
        }
    }
}
