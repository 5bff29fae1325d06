package mtv.provider;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.ledger.Creator;
import mtv.scenario.ResourceNames;
import mtv.settings.value.Secret;
import mtv.templates.AccountTemplates;
import mtv.templates.Place;

import java.time.Duration;

/**
 * A service account of the run by which MTV enters the destination: it may do what MTV says that it needs there, and
 * nothing else.
 */
final class MigratorAccount {

    /** Longer than a run; the token ends with its account, which the run deletes. */
    private static final Duration LIFE = Duration.ofDays(7);

    private final Cluster cluster;
    private final ServiceAccount account;

    private MigratorAccount(Cluster cluster, ServiceAccount account) {
        this.cluster = cluster;
        this.account = account;
    }

    /**
     * Creates the account on the destination, and binds it to the role.
     *
     * @param place of the account
     * @param role ClusterRole that must be there already
     */
    static MigratorAccount create(Creator destination, Place place, ResourceNames names, String role) {
        ServiceAccount account =
                destination.create(AccountTemplates.account(place, names.resource("forklift-migrator-sa")));
        destination.create(AccountTemplates.everywhere(names.resource("forklift-migrator-binding"), role, account));
        return new MigratorAccount(destination.cluster(), account);
    }

    /** @throws ClusterException when the cluster gives none */
    Secret token() {
        String name = account.getMetadata().getName();
        try {
            return new Secret(cluster.client()
                    .serviceAccounts()
                    .inNamespace(account.getMetadata().getNamespace())
                    .withName(name)
                    .tokenRequest(new TokenRequestBuilder()
                            .withNewSpec()
                            .withExpirationSeconds(LIFE.toSeconds())
                            .endSpec()
                            .build())
                    .getStatus()
                    .getToken());
        } catch (RuntimeException e) {
            throw ClusterException.refused("a token of ServiceAccount " + name + " of the " + cluster.name(), e);
        }
    }
}
