package mtv.sandbox.mtv.maps;

import mtv.model.MapStatus;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.Provider;
import mtv.model.SourceRef;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Kinds;
import mtv.sandbox.work.Key;
import mtv.sandbox.work.Reconciler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Networks of the source, and NetworkAttachmentDefinitions of the destination. */
public final class NetworkMapReconciler implements Reconciler {

    private static final String INVALID = "DestinationNetworkNotValid";

    private final Environment environment;

    public NetworkMapReconciler(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Duration> reconcile(Key key) {
        return environment.caches().networkMaps().get(key).flatMap(this::reconcile);
    }

    private Optional<Duration> reconcile(NetworkMap map) {
        Conditions conditions = new Conditions(map.conditions(), environment.now());
        ProviderPairs providers = ProviderPairs.check(
                map.getSpec().provider(), environment.caches().providers(), conditions);
        MapVerdict verdict = new MapVerdict(environment, map.getStatus(), conditions);
        if (!conditions.blocked()) {
            List<SourceRef> wanted = map.getSpec().map().stream()
                    .map(pair -> new SourceRef(
                            pair.source().id(),
                            pair.source().name(),
                            pair.source().namespace(),
                            pair.source().type()))
                    .toList();
            verdict.sources("SourceNetworkNotValid", providers, wanted, SourceRefs::networks);
            checkDestinations(map, providers.destination().orElseThrow(), conditions);
        }
        MapStatus status = verdict.status(map.getMetadata().getGeneration(), "The network map is ready.");
        if (!status.equals(map.getStatus())) {
            environment.caches().networkMaps().writeStatus(map, copy -> copy.setStatus(status));
        }
        return verdict.next();
    }

    /** Both conditions are of one type: one that lacks its namespace hides one that does not exist. */
    private void checkDestinations(NetworkMap map, Provider destination, Conditions conditions) {
        List<NetworkDestination> attached = map.getSpec().map().stream()
                .map(pair -> pair.destination())
                .filter(place -> place.type() == NetworkDestination.Type.MULTUS)
                .distinct()
                .toList();
        List<String> missing = attached.stream()
                .filter(place -> !isAmbiguous(place) && !exists(place, destination))
                .map(place -> place.namespace() + "/" + place.name())
                .toList();
        if (!missing.isEmpty()) {
            conditions.set(Conditions.critical(INVALID, "NotFound", "Destination network (NAD) not found.")
                    .withItems(missing));
        }
        List<String> ambiguous = attached.stream()
                .filter(NetworkMapReconciler::isAmbiguous)
                .map(place -> String.valueOf(place.name()))
                .toList();
        if (!ambiguous.isEmpty()) {
            conditions.set(Conditions.critical(INVALID, "Ambiguous", "Destination network (NAD) namespace required.")
                    .withItems(ambiguous));
        }
    }

    private static boolean isAmbiguous(NetworkDestination place) {
        return place.namespace() == null || place.namespace().isEmpty();
    }

    /** A restricted host Provider knows the attachments of its own namespace and of {@code default}. */
    private boolean exists(NetworkDestination place, Provider destination) {
        boolean visible = !environment.isRestricted(destination)
                || List.of(destination.getMetadata().getNamespace(), "default").contains(place.namespace());
        return visible
                && environment
                                .connections()
                                .to(destination)
                                .genericKubernetesResources(Kinds.NETWORK_ATTACHMENT)
                                .inNamespace(place.namespace())
                                .withName(place.name())
                                .get()
                        != null;
    }
}
