package mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.cluster.Cluster;
import mtv.ledger.Creator;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.scenario.Names;
import mtv.templates.Place;
import mtv.templates.ProviderTemplates;

import java.time.Duration;
import java.util.Locale;

/**
 * Where the VMs go. The one object that is threaded through maps, Plan and checks, so that none of them can look at
 * another cluster than the one MTV writes to.
 *
 * @param provider reference to the Provider that maps and Plan name
 * @param cluster the cluster on which the migrated VMs appear
 */
public record Destination(Kind kind, ObjectRef provider, Cluster cluster) {

    /** The two forms that a suite file can choose. */
    public enum Kind {
        /** The cluster that MTV runs on, implied by an empty url. */
        LOCAL,
        /** A cluster named by its API url and entered with a token, even if it is the same one. */
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

    /** Creates the Provider of this kind and waits until MTV has connected to it. */
    public static Destination create(Kind kind, Creator creator, Place place, Names names, Duration limit) {
        Provider wanted = switch (kind) {
            case LOCAL -> ProviderTemplates.localDestination(place, names.resource("local-ocp-provider"));
            case REMOTE -> remote(creator, place, names);
        };
        Provider ready = Providers.createReady(creator, wanted, limit);
        return new Destination(kind, Providers.ref(ready), creator.cluster());
    }

    private static Provider remote(Creator creator, Place place, Names names) {
        Cluster cluster = creator.cluster();
        Secret secret = creator.create(
                ProviderTemplates.destinationSecret(place, names.resource("destination-ocp-secret"), cluster.token()));
        return ProviderTemplates.remoteDestination(
                place,
                names.resource("destination-ocp-provider"),
                cluster.apiUrl().toString(),
                secret);
    }
}
