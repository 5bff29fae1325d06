package mtv.sandbox.forklift;

import mtv.model.NetworkDestination;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.SourceRef;
import mtv.model.StorageDestination;
import mtv.model.StoragePair;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SourcePlatform;

import java.util.List;
import java.util.stream.Stream;

/**
 * Maps for all networks and storages of a source: the first network to the pod network, other networks to br-40,
 * storages to gold.
 */
final class Maps {

    private Maps() {}

    static List<NetworkPair> networks(SourcePlatform platform) {
        String first = platform.networks().get(0).id();
        return platform.networks().stream()
                .map(network -> new NetworkPair(
                        source(platform, network),
                        network.id().equals(first)
                                ? NetworkDestination.pod()
                                : NetworkDestination.multus("default", "br-40")))
                .toList();
    }

    /**
     * Networks of an openshift source are referred to by type or name, because MTV's validation of Plans ignores ids.
     */
    private static NetworkSource source(SourcePlatform platform, Catalog.Network network) {
        if (platform.type() != PlatformType.OPENSHIFT) {
            return NetworkSource.byId(network.id());
        }
        return "pod".equals(network.id())
                ? new NetworkSource(null, null, null, "pod", null)
                : new NetworkSource(null, network.name(), network.namespace(), null, null);
    }

    static List<StoragePair> storage(SourcePlatform platform) {
        Stream<SourceRef> glance = platform.type() == PlatformType.OPENSTACK
                ? Stream.of(new SourceRef(null, "glance", null, null))
                : Stream.empty();
        boolean cluster = platform.type() == PlatformType.OPENSHIFT;
        return Stream.concat(
                        platform.storages().stream()
                                .map(store -> cluster
                                        ? new SourceRef(null, store.name(), null, null)
                                        : SourceRef.byId(store.id())),
                        glance)
                .map(store -> new StoragePair(store, new StorageDestination("gold")))
                .toList();
    }
}
