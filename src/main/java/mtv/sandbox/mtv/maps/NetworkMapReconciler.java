package mtv.sandbox.mtv.maps;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.MapStatus;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.SourceRef;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Key;
import mtv.sandbox.mtv.runtime.Kinds;
import mtv.sandbox.mtv.runtime.Reconciler;

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
                            null,
                            pair.source().type()))
                    .toList();
            verdict.sources(
                    "SourceNetworkNotValid",
                    providers,
                    wanted,
                    platform -> platform.networks().stream()
                            .map(network -> SourceRef.byIdAndName(network.id(), network.name()))
                            .toList());
            checkDestinations(
                    map, environment.connections().to(providers.destination().orElseThrow()), conditions);
        }
        MapStatus status = verdict.status(map.getMetadata().getGeneration(), "The network map is ready.");
        if (!status.equals(map.getStatus())) {
            environment.caches().networkMaps().writeStatus(map, copy -> copy.setStatus(status));
        }
        return verdict.next();
    }

    private void checkDestinations(NetworkMap map, KubernetesClient destination, Conditions conditions) {
        List<NetworkDestination> attached = map.getSpec().map().stream()
                .map(pair -> pair.destination())
                .filter(place -> place.type() == NetworkDestination.Type.MULTUS)
                .distinct()
                .toList();
        List<String> ambiguous = attached.stream()
                .filter(place -> place.namespace() == null || place.name() == null)
                .map(NetworkMapReconciler::print)
                .toList();
        if (!ambiguous.isEmpty()) {
            conditions.set(Conditions.critical(INVALID, "Ambiguous", "Destination network is ambiguous.")
                    .withItems(ambiguous));
            return;
        }
        List<String> missing = map.getSpec().map().stream()
                .map(pair -> pair.destination())
                .distinct()
                .filter(place -> place.type() == NetworkDestination.Type.MULTUS && !exists(place, destination))
                .map(NetworkMapReconciler::print)
                .toList();
        if (!missing.isEmpty()) {
            conditions.set(Conditions.critical(INVALID, "NotFound", "Destination network (NAD) not found.")
                    .withItems(missing));
        }
    }

    private static boolean exists(NetworkDestination place, KubernetesClient destination) {
        return destination
                        .genericKubernetesResources(Kinds.NETWORK_ATTACHMENT)
                        .inNamespace(place.namespace())
                        .withName(place.name())
                        .get()
                != null;
    }

    private static String print(NetworkDestination place) {
        return place.type() == NetworkDestination.Type.MULTUS ? place.namespace() + "/" + place.name() : "pod";
    }
}
