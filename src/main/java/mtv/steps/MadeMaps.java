package mtv.steps;

import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.SourceRef;
import mtv.model.StorageDestination;
import mtv.model.StorageMap;
import mtv.model.StoragePair;
import mtv.provider.Inventory;
import mtv.vm.SourceVm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads from maps that somebody else has made where each network and each storage of VMs goes. */
final class MadeMaps {

    private final Inventory inventory;
    private final Map<String, Set<String>> networkNames;
    private final Map<String, Set<String>> storageNames;

    private MadeMaps(Inventory inventory) {
        this.inventory = inventory;
        this.networkNames = inventory.networkNames();
        this.storageNames = inventory.storageNames();
    }

    static ScenarioMaps of(List<SourceVm> vms, Inventory inventory, NetworkMap networks, StorageMap storages) {
        MadeMaps made = new MadeMaps(inventory);
        Map<String, String> toNetworks = new LinkedHashMap<>();
        keys(vms, SourceVm::networks)
                .forEach(key -> made.network(key, networks).ifPresent(destination -> toNetworks.put(key, destination)));
        Map<String, StorageDestination> toStorages = new LinkedHashMap<>();
        keys(vms, SourceVm::storages)
                .forEach(key -> made.storage(key, storages).ifPresent(destination -> toStorages.put(key, destination)));
        return new ScenarioMaps(toNetworks, toStorages);
    }

    private static Stream<String> keys(List<SourceVm> vms, Function<SourceVm, List<String>> names) {
        return vms.stream().map(names).flatMap(List::stream).distinct();
    }

    private Optional<String> network(String key, NetworkMap map) {
        return map.getSpec().map().stream()
                .filter(pair -> names(pair.source(), key))
                .findFirst()
                .map(NetworkPair::destination)
                .map(MadeMaps::words);
    }

    private static String words(NetworkDestination destination) {
        return switch (destination.type()) {
            case POD -> ScenarioMaps.POD;
            case IGNORED -> ScenarioMaps.IGNORED;
            case MULTUS -> destination.namespace() + "/" + destination.name();
        };
    }

    private boolean names(NetworkSource given, String key) {
        NetworkSource ours = inventory.network(key);
        if (ours.id() == null) {
            return ours.equals(given)
                    || ours.type() != null && ours.type().equals(given.type()) && ours.name() == null
                    || ours.name() != null
                            && ours.name().equals(given.name())
                            && String.valueOf(ours.namespace()).equals(String.valueOf(given.namespace()));
        }
        return means(given.id(), given.name(), ours.id(), networkNames);
    }

    private Optional<StorageDestination> storage(String key, StorageMap map) {
        return map.getSpec().map().stream()
                .filter(pair -> names(pair.source(), key))
                .findFirst()
                .map(StoragePair::destination);
    }

    private boolean names(SourceRef given, String key) {
        SourceRef ours = inventory.storage(key);
        return ours.id() == null
                ? ours.name() != null && ours.name().equals(given.name())
                : means(given.id(), given.name(), ours.id(), storageNames)
                        || ours.name() != null && ours.name().equals(given.name());
    }

    /** A map names things by id, or by a name that people write. */
    private static boolean means(String id, String name, String ours, Map<String, Set<String>> names) {
        String given = id == null || id.isEmpty() ? name : id;
        return given != null
                && (given.equals(ours) || names.getOrDefault(given, Set.of()).contains(ours));
    }
}
