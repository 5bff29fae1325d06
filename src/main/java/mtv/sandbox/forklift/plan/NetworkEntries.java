package mtv.sandbox.forklift.plan;

import mtv.model.NetworkDestination;
import mtv.model.NetworkDestination.Type;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Entries of a NetworkMap as MTV's validation compares them: as written, without the inventory. */
final class NetworkEntries {

    private NetworkEntries() {}

    /**
     * Whether an entry means a network.
     *
     * @param network by id, else by type, else by namespace and name, which an entry may have joined in its name
     */
    static boolean means(NetworkSource entry, NetworkSource network) {
        if (isSet(network.id())) {
            return network.id().equals(entry.id());
        }
        if (isSet(network.type())) {
            return network.type().equals(entry.type());
        }
        return isSet(entry.namespace())
                ? entry.namespace().equals(network.namespace())
                        && network.name().equals(entry.name())
                : (network.namespace() + "/" + network.name()).equals(entry.name());
    }

    /**
     * Whether more than one network of a VM is mapped to the pod network. Of several entries for a network the first
     * one that is no NetworkAttachmentDefinition is used, else the first definition that the VM does not use yet.
     */
    static boolean severalToPods(List<NetworkSource> networks, List<NetworkPair> map) {
        Set<String> used = new HashSet<>();
        return networks.stream()
                        .map(network -> map.stream()
                                .filter(pair -> means(pair.source(), network))
                                .map(NetworkPair::destination)
                                .toList())
                        .flatMap(places -> place(places, used).stream())
                        .filter(place -> place.type() == Type.POD)
                        .count()
                > 1;
    }

    private static Optional<NetworkDestination> place(List<NetworkDestination> places, Set<String> used) {
        Optional<NetworkDestination> other =
                places.stream().filter(place -> place.type() != Type.MULTUS).findFirst();
        if (other.isPresent() || places.size() == 1) {
            return other.or(() -> Optional.of(places.get(0)));
        }
        return places.stream()
                .filter(place -> used.add(place.namespace() + "/" + place.name()))
                .findFirst();
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }
}
