package mtv.sandbox.forklift.maps;

import mtv.model.NetworkDestination;
import mtv.model.NetworkMapSpec;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.model.StorageMapSpec;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Validates the destinations of maps: NetworkAttachmentDefinitions and storage classes. */
final class DestinationValidation {

    private static final String INVALID = "DestinationNetworkNotValid";

    private final ControllerEnvironment environment;

    DestinationValidation(ControllerEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Validates networks. Both conditions have one type, so a missing namespace hides a definition that does not exist.
     * A missing name is an error and is not reported.
     */
    void networks(NetworkMapSpec map, Provider destination, Conditions conditions) {
        List<NetworkDestination> attached = map.map().stream()
                .map(pair -> pair.destination())
                .filter(place -> place.type() == NetworkDestination.Type.MULTUS)
                .toList();
        List<String> missing = attached.stream()
                .filter(place -> !isEmpty(place.namespace()) && !exists(place, destination))
                .map(DestinationValidation::print)
                .toList();
        conditions.block(INVALID, "NotFound", "Destination network (NAD) not found.", missing);
        List<String> ambiguous = attached.stream()
                .filter(place -> isEmpty(place.namespace()))
                .map(DestinationValidation::print)
                .toList();
        conditions.block(INVALID, "Ambiguous", "Destination network (NAD) namespace required.", ambiguous);
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    private static String print(NetworkDestination place) {
        return Stream.of(place.namespace(), place.name())
                .filter(part -> !isEmpty(part))
                .collect(Collectors.joining("/"));
    }

    /**
     * Whether a definition exists. A restricted Provider knows only those of its own namespace and of {@code default}.
     */
    private boolean exists(NetworkDestination place, Provider destination) {
        if (isEmpty(place.name())) {
            throw new RequeueException("attachment definition without a name in " + place.namespace());
        }
        boolean visible = !environment.isRestricted(destination)
                || List.of(destination.getMetadata().getNamespace(), "default").contains(place.namespace());
        return visible
                && exists(destination, ResourceKind.NETWORK_ATTACHMENT_DEFINITION, place.namespace(), place.name());
    }

    private boolean exists(Provider destination, ResourceKind kind, String namespace, String name) {
        return !name.contains("/")
                && kind.find(environment.connections().to(destination), namespace, name)
                        .isPresent();
    }

    /** Validates storage classes. An empty one means the default class and is not looked up. */
    void storages(StorageMapSpec map, Provider destination, Conditions conditions) {
        Map<String, Boolean> known = new HashMap<>();
        List<String> missing = map.map().stream()
                .map(pair -> pair.destination().storageClass())
                .filter(name -> !isEmpty(name))
                .filter(name -> !known.computeIfAbsent(
                        name, asked -> exists(destination, ResourceKind.STORAGE_CLASS, "", asked)))
                .toList();
        conditions.block("DestinationStorageNotValid", "NotFound", "Destination storage class not found.", missing);
    }
}
