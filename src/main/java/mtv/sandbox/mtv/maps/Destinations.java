package mtv.sandbox.mtv.maps;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMapSpec;
import mtv.model.Provider;
import mtv.model.StorageMapSpec;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Kinds;

import java.util.List;

/** What maps lead to: NetworkAttachmentDefinitions and storage classes of the destination. */
final class Destinations {

    private static final String INVALID = "DestinationNetworkNotValid";

    private final Environment environment;

    Destinations(Environment environment) {
        this.environment = environment;
    }

    /** Both conditions are of one type: one that lacks its namespace hides one that does not exist. */
    void networks(NetworkMapSpec map, Provider destination, Conditions conditions) {
        List<NetworkDestination> attached = map.map().stream()
                .map(pair -> pair.destination())
                .filter(place -> place.type() == NetworkDestination.Type.MULTUS)
                .distinct()
                .toList();
        List<String> missing = attached.stream()
                .filter(place -> !isAmbiguous(place) && !exists(place, destination))
                .map(place -> place.namespace() + "/" + place.name())
                .toList();
        conditions.block(INVALID, "NotFound", "Destination network (NAD) not found.", missing);
        List<String> ambiguous = attached.stream()
                .filter(Destinations::isAmbiguous)
                .map(place -> String.valueOf(place.name()))
                .toList();
        conditions.block(INVALID, "Ambiguous", "Destination network (NAD) namespace required.", ambiguous);
    }

    private static boolean isAmbiguous(NetworkDestination place) {
        return place.namespace() == null || place.namespace().isEmpty();
    }

    /** A restricted host Provider knows the attachments of its own namespace and of {@code default}. */
    private boolean exists(NetworkDestination place, Provider destination) {
        boolean visible = !environment.isRestricted(destination)
                || List.of(destination.getMetadata().getNamespace(), "default").contains(place.namespace());
        return visible && exists(destination, Kinds.NETWORK_ATTACHMENT, place.namespace(), place.name());
    }

    private boolean exists(Provider destination, ResourceDefinitionContext kind, String namespace, String name) {
        return Kinds.find(environment.connections().to(destination), kind, namespace, name)
                .isPresent();
    }

    void storages(StorageMapSpec map, Provider destination, Conditions conditions) {
        List<String> missing = map.map().stream()
                .map(pair -> pair.destination().storageClass())
                .distinct()
                .filter(name -> !exists(destination, Kinds.STORAGE_CLASS, "", name))
                .toList();
        conditions.block("DestinationStorageNotValid", "NotFound", "Destination storage class not found.", missing);
    }
}
