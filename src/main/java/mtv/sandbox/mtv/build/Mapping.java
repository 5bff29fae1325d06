package mtv.sandbox.mtv.build;

import mtv.model.NetworkDestination;
import mtv.model.NetworkPair;
import mtv.model.StorageDestination;
import mtv.model.StoragePair;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each NIC and each disk of a source VM goes: both maps, with the source's names and ids made one. */
public final class Mapping {

    private final Map<String, List<NetworkDestination>> networks = new HashMap<>();
    private final Map<String, StorageDestination> storages = new HashMap<>();

    public Mapping(List<NetworkPair> networkMap, List<StoragePair> storageMap, SourcePlatform source) {
        for (NetworkPair pair : networkMap) {
            source.networks().stream()
                    .filter(network -> matches(pair.source().id(), pair.source().name(), network.id(), network.name()))
                    .forEach(network -> networks.computeIfAbsent(network.id(), id -> new ArrayList<>())
                            .add(pair.destination()));
        }
        for (StoragePair pair : storageMap) {
            source.storages().stream()
                    .filter(store -> matches(pair.source().id(), pair.source().name(), store.id(), store.name()))
                    .forEach(store -> storages.putIfAbsent(store.id(), pair.destination()));
        }
    }

    /** A NIC and its place on the destination; a NIC that goes nowhere has none. */
    public record Attachment(SimVm.Nic nic, NetworkDestination destination) {}

    /**
     * The NICs that the migrated VM gets, in the source's order. A source network with one entry serves all its NICs;
     * with several, each NIC takes the next, and NICs beyond them are left out, as those on ignored networks are.
     */
    public List<Attachment> attach(List<SimVm.Nic> nics) {
        Map<String, Integer> used = new HashMap<>();
        List<Attachment> result = new ArrayList<>();
        for (SimVm.Nic nic : nics) {
            List<NetworkDestination> pool = networks.getOrDefault(nic.network(), List.of());
            int next = pool.size() == 1 ? 0 : used.merge(nic.network(), 1, Integer::sum) - 1;
            if (next < pool.size() && pool.get(next).type() != NetworkDestination.Type.IGNORED) {
                result.add(new Attachment(nic, pool.get(next)));
            }
        }
        return result;
    }

    public boolean maps(SimVm.Nic nic) {
        return networks.containsKey(nic.network());
    }

    public Optional<StorageDestination> storage(SimVm.Disk disk) {
        return Optional.ofNullable(storages.get(disk.storage()));
    }

    private static boolean matches(String wantedId, String wantedName, String id, String name) {
        return wantedId == null ? name.equals(wantedName) : id.equals(wantedId);
    }
}
