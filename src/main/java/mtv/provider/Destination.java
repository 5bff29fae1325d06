package mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.cluster.Cluster;
import mtv.cluster.Clusters;
import mtv.ledger.Creator;
import mtv.ledger.Ledger;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.provider.driver.ProviderException;
import mtv.scenario.ResourceNames;
import mtv.settings.Settings;
import mtv.settings.value.DestinationRights;
import mtv.templates.Place;
import mtv.templates.ProviderTemplates;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the VMs go. Maps, Plan and checks all use this one object, so that none of them can look at another cluster
 * than the one that MTV writes to.
 *
 * @param provider reference to the Provider that maps and Plan name
 * @param creator creates what must be on the cluster on which the migrated VMs appear
 * @param bystanders the run's other clusters, on which nothing may appear
 */
public record Destination(Kind kind, ObjectRef provider, Creator creator, List<Cluster> bystanders) {

    /** The two forms that a suite file can choose. */
    public enum Kind {
        /** The cluster that MTV runs on, implied by an empty url. */
        LOCAL,
        /** A cluster named by its API url and a token, even if it is the one that MTV runs on. */
        REMOTE;

        /** @throws ProviderException when the suite file asks for something else */
        public static Kind of(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "local" -> LOCAL;
                case "remote" -> REMOTE;
                default ->
                    throw new ProviderException(
                            "The suite's parameter destination is \"" + text + "\"; it must be local or remote");
            };
        }
    }

    /** The cluster on which the migrated VMs appear. */
    public Cluster cluster() {
        return creator.cluster();
    }

    /** All clusters of the run. */
    public List<Cluster> clusters() {
        return Stream.concat(bystanders.stream(), Stream.of(cluster())).toList();
    }

    /**
     * Creates the Provider of this kind and waits until MTV has connected to it.
     *
     * @param rights that MTV has on a remote destination; of no meaning for a local one
     */
    public static Destination create(
            Kind kind, DestinationRights rights, Clusters clusters, Ledger ledger, Target target) {
        Creator hub = new Creator(clusters.hub(), ledger);
        Provider wanted = switch (kind) {
            case LOCAL ->
                ProviderTemplates.localDestination(
                        target.place(), target.names().resource("local-ocp-provider"));
            case REMOTE -> remote(rights, hub, new Creator(clusters.destination(), ledger), target);
        };
        Provider ready = Providers.createReady(hub, wanted, target.settings().waits());
        return new Destination(
                kind, Providers.ref(ready), new Creator(clusters.destination(), ledger), clusters.bystanders());
    }

    /** The destination of a Plan that somebody else has made. */
    public static Destination attached(Kind kind, ObjectRef provider, Clusters clusters, Ledger ledger) {
        return new Destination(kind, provider, new Creator(clusters.destination(), ledger), clusters.bystanders());
    }

    /** The names that a run gives, and its settings. */
    public record Target(ResourceNames names, Settings settings) {

        private Place place() {
            return new Place(names.targetNamespace(), names.session());
        }
    }

    /** Whether MTV is told to ignore certificates; always true where the destination is the session's own cluster. */
    public boolean insecureSkipVerify() {
        return bystanders.isEmpty() || cluster().access().insecureSkipVerify();
    }

    /** The requirements demand insecureSkipVerify "true" where the destination is the session's own cluster. */
    private static Provider remote(DestinationRights rights, Creator hub, Creator there, Target target) {
        Cluster cluster = there.cluster();
        boolean own = cluster == hub.cluster();
        boolean migrator = rights == DestinationRights.MIGRATOR;
        String name = target.names().resource(migrator ? "clusterrole-destination-ocp" : "destination-ocp");
        Secret secret = hub.create(ProviderTemplates.tokenSecret(
                target.place(),
                name + (migrator ? "-provider-secret" : "-secret"),
                migrator ? migratorToken(hub, there, target) : cluster.tokenForMtv(),
                own || cluster.access().insecureSkipVerify(),
                own ? Optional.empty() : cluster.access().caFile()));
        if (!migrator && cluster.givesItsToken()) {
            FollowedToken.follow(cluster, hub.cluster(), secret);
        }
        return ProviderTemplates.remoteDestination(
                target.place(), name + "-provider", cluster.apiUrl().toString(), secret);
    }

    /** MTV's namespace is on its own cluster only. */
    private static mtv.settings.value.Secret migratorToken(Creator hub, Creator there, Target target) {
        Place place = there.cluster() == hub.cluster()
                ? new Place(hub.cluster().mtvNamespace(), target.names().session())
                : target.place();
        return MigratorAccount.create(
                        there,
                        place,
                        target.names(),
                        target.settings().cluster().migratorRole())
                .token();
    }
}
