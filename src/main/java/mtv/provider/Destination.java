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
import mtv.settings.Waits;
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

    /** Creates the Provider of this kind and waits until MTV has connected to it. */
    public static Destination create(Kind kind, Clusters clusters, Ledger ledger, ResourceNames names, Waits waits) {
        Creator hub = new Creator(clusters.hub(), ledger);
        Place place = new Place(names.targetNamespace(), names.session());
        Provider wanted = switch (kind) {
            case LOCAL -> ProviderTemplates.localDestination(place, names.resource("local-ocp-provider"));
            case REMOTE -> remote(hub, clusters.destination(), place, names);
        };
        Provider ready = Providers.createReady(hub, wanted, waits);
        return new Destination(
                kind, Providers.ref(ready), new Creator(clusters.destination(), ledger), clusters.bystanders());
    }

    /** Whether MTV is told to ignore certificates; always true where the destination is the session's own cluster. */
    public boolean insecureSkipVerify() {
        return bystanders.isEmpty() || cluster().access().insecureSkipVerify();
    }

    /** The requirements demand insecureSkipVerify "true" where the destination is the session's own cluster. */
    private static Provider remote(Creator hub, Cluster cluster, Place place, ResourceNames names) {
        boolean own = cluster == hub.cluster();
        Secret secret = hub.create(ProviderTemplates.tokenSecret(
                place,
                names.resource("destination-ocp-secret"),
                cluster.token(),
                own || cluster.access().insecureSkipVerify(),
                own ? Optional.empty() : cluster.access().caFile()));
        return ProviderTemplates.remoteDestination(
                place,
                names.resource("destination-ocp-provider"),
                cluster.apiUrl().toString(),
                secret);
    }
}
