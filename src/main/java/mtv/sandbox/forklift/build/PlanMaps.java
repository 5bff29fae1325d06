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

/**
 * The NetworkMap and the StorageMap of a Plan: the destination of each NIC and of each disk. References by name and by
 * id are resolved.
 */
public final class PlanMaps {

    /** The storage of OpenStack VMs that were booted from images. */
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
     * A NIC and its destination. A NIC without a destination has no attachment.
     *
     * @param passThrough whether the NIC is a part of the host's own, by SR-IOV
     * @param floating whether the first address of the NIC is a floating IP of OpenStack
     */
    public record Attachment(SimVm.Nic nic, NetworkDestination destination, boolean passThrough, boolean floating) {}

    /**
     * Whether an entry means a network. The pod network of OpenShift goes by its type, its other networks by namespace
     * and name, apart or joined by a slash.
     */
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
     * The NICs of the migrated VM, in the source's order. A source network with one entry serves all its NICs. With
     * several entries each NIC takes the next one, and further NICs are left out. NICs on ignored networks are left out
     * too.
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
