package mtv.sandbox.forklift.build;

import mtv.model.NetworkDestination;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.StorageDestination;
import mtv.model.StoragePair;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where each NIC and each disk of a source VM goes: both maps, with the source's names and ids made one. */
public final class PlanMaps {

    /** What OpenStack machines that were booted from images have for a storage. */
    private static final Catalog.Storage GLANCE = new Catalog.Storage(SourceKind.GLANCE, SourceKind.GLANCE, "", 0, 0);

    private final Map<String, List<NetworkDestination>> networks = new HashMap<>();
    private final Map<String, StorageDestination> storages = new HashMap<>();
    private final List<Catalog.Profile> profiles;

    public PlanMaps(List<NetworkPair> networkMap, List<StoragePair> storageMap, SourcePlatform source) {
        this.profiles = source.catalog().profiles();
        for (NetworkPair pair : networkMap) {
            source.networks().stream()
                    .filter(network -> means(pair.source(), network))
                    .forEach(network -> networks.computeIfAbsent(network.id(), id -> new ArrayList<>())
                            .add(pair.destination()));
        }
        for (StoragePair pair : storageMap) {
            Stream.concat(source.storages().stream(), Stream.of(GLANCE))
                    .filter(store -> pair.source().id() == null
                            ? store.name().equals(pair.source().name())
                            : store.id().equals(pair.source().id()))
                    .forEach(store -> storages.putIfAbsent(store.id(), pair.destination()));
        }
    }

    /**
     * A NIC and its place on the destination; a NIC that goes nowhere has none.
     *
     * @param passThrough the NIC is a part of the host's own
     * @param floating the first address of the NIC is one that OpenStack lends it
     */
    public record Attachment(SimVm.Nic nic, NetworkDestination destination, boolean passThrough, boolean floating) {}

    /** An OpenShift's pod network is named by its type, its others by namespace and name, apart or together. */
    private static boolean means(NetworkSource wanted, Catalog.Network network) {
        if ("pod".equals(wanted.type()) && wanted.id() == null) {
            return "pod".equals(network.id());
        }
        if (wanted.id() != null) {
            return wanted.id().equals(network.id());
        }
        String full = wanted.namespace() == null ? wanted.name() : wanted.namespace() + "/" + wanted.name();
        return network.name().equals(full) || (network.namespace() + "/" + network.name()).equals(full);
    }

    /**
     * The NICs that the migrated VM gets, in the source's order. A source network with one entry serves all its NICs;
     * with several, each NIC takes the next, and NICs beyond them are left out, as those on ignored networks are.
     */
    public List<Attachment> attach(SimVm vm) {
        Map<String, Integer> used = new HashMap<>();
        List<Attachment> result = new ArrayList<>();
        for (SimVm.Nic nic : vm.nics()) {
            List<NetworkDestination> pool = networks.getOrDefault(nic.network(), List.of());
            int next = pool.size() == 1 ? 0 : used.merge(nic.network(), 1, Integer::sum) - 1;
            if (next < pool.size() && pool.get(next).type() != NetworkDestination.Type.IGNORED) {
                result.add(new Attachment(nic, pool.get(next), passThrough(nic), floating(vm, nic)));
            }
        }
        return result;
    }

    private boolean passThrough(SimVm.Nic nic) {
        return profiles.stream().anyMatch(profile -> profile.id().equals(nic.profile()) && profile.passThrough());
    }

    private static boolean floating(SimVm vm, SimVm.Nic nic) {
        return vm.addresses().stream()
                .filter(address -> nic.mac().equals(address.mac()))
                .findFirst()
                .filter(first -> "floating".equals(first.origin()))
                .isPresent();
    }

    public boolean maps(SimVm.Nic nic) {
        return networks.containsKey(nic.network());
    }

    public Optional<StorageDestination> storage(SimVm.Disk disk) {
        return Optional.ofNullable(storages.get(disk.storage()));
    }
}
