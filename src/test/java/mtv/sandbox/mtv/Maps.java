package mtv.sandbox.mtv;

import mtv.model.NetworkDestination;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.SourceRef;
import mtv.model.StorageDestination;
import mtv.model.StoragePair;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SourcePlatform;

import java.util.List;
import java.util.stream.Stream;

/** Maps for all that a source has: its first network to the pod network, the others to br-40, its storages to gold. */
final class Maps {

    private Maps() {}

    static List<NetworkPair> networks(SourcePlatform platform) {
        String first = platform.networks().get(0).id();
        return platform.networks().stream()
                .map(network -> new NetworkPair(
                        "pod".equals(network.id())
                                ? new NetworkSource(null, null, null, "pod", null)
                                : NetworkSource.byId(network.id()),
                        network.id().equals(first)
                                ? NetworkDestination.pod()
                                : NetworkDestination.multus("default", "br-40")))
                .toList();
    }

    static List<StoragePair> storage(SourcePlatform platform) {
        Stream<SourceRef> glance = platform.type() == PlatformType.OPENSTACK
                ? Stream.of(new SourceRef(null, "glance", null, null))
                : Stream.empty();
        return Stream.concat(platform.storages().stream().map(store -> SourceRef.byId(store.id())), glance)
                .map(store -> new StoragePair(store, new StorageDestination("gold")))
                .toList();
    }
}
