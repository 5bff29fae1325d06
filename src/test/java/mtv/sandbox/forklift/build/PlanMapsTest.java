package mtv.sandbox.forklift.build;

import mtv.model.NetworkDestination;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.sandbox.forklift.FakePlatform;
import mtv.sandbox.forklift.Samples;
import org.testng.annotations.Test;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The networks of NICs when several NICs or entries have the same source network. */
public class PlanMapsTest {

    @Test
    public void oneEntryIsForAllNicsOfItsNetwork() {
        assertThat(attach(2, NetworkDestination.pod())).containsExactly("net-0 null", "net-1 null");
    }

    @Test
    public void severalEntriesAreUsedInTurnUntilNoneIsLeft() {
        assertThat(attach(3, NetworkDestination.multus("ns", "a"), NetworkDestination.multus("ns", "b")))
                .containsExactly("net-0 a", "net-1 b");
    }

    @Test
    public void nicsOfAnIgnoredNetworkAreDropped() {
        assertThat(attach(1, new NetworkDestination(NetworkDestination.Type.IGNORED, null, null)))
                .isEmpty();
    }

    private static List<String> attach(int nics, NetworkDestination... destinations) {
        List<NetworkPair> pairs = Stream.of(destinations)
                .map(destination -> new NetworkPair(NetworkSource.byId("network-11"), destination))
                .toList();
        PlanMaps mapping = new PlanMaps(pairs, List.of(), new FakePlatform(List.of()));
        return mapping
                .attach(Samples.vm()
                        .withNics(IntStream.range(0, nics)
                                .mapToObj(i -> Samples.nic(i, "net-" + i, "network-11"))
                                .toList()))
                .stream()
                .map(attachment ->
                        attachment.nic().mac() + " " + attachment.destination().name())
                .toList();
    }
}
