package mtv.sandbox.forklift.plan;

import mtv.model.NetworkDestination;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Entries of a NetworkMap refer to networks by id, by type, or by namespace and name. */
public class NetworkEntriesTest {

    private static final NetworkDestination POD = NetworkDestination.pod();
    private static final NetworkDestination NAD = NetworkDestination.multus("apps", "br-40");
    private static final NetworkSource ONE = NetworkSource.byId("network-1");
    private static final NetworkSource TWO = NetworkSource.byId("network-2");

    @DataProvider
    public Object[][] vms() {
        return new Object[][] {
            {"two NICs on one network", List.of(ONE, ONE), List.of(new NetworkPair(ONE, POD)), true},
            {"one NIC", List.of(ONE), List.of(new NetworkPair(ONE, POD)), false},
            {"two networks", List.of(ONE, TWO), List.of(new NetworkPair(ONE, POD), new NetworkPair(TWO, POD)), true},
            {"one of two", List.of(ONE, TWO), List.of(new NetworkPair(ONE, POD), new NetworkPair(TWO, NAD)), false},
            {
                "entries by name are not found",
                List.of(ONE, ONE),
                List.of(new NetworkPair(named(null, "net"), POD)),
                false
            },
            {
                "pods come before attachment definitions",
                List.of(ONE, ONE),
                List.of(new NetworkPair(ONE, NAD), new NetworkPair(ONE, POD)),
                true
            },
        };
    }

    @Test(dataProvider = "vms")
    public void moreThanOneEntryToThePodNetworkIsFound(
            String what, List<NetworkSource> networks, List<NetworkPair> map, boolean several) {
        assertThat(NetworkEntries.severalToPods(networks, map)).as(what).isEqualTo(several);
    }

    @Test
    public void networksOfAClusterAreFoundByTypeOrByNamespaceAndName() {
        NetworkSource pod = new NetworkSource(null, null, null, "pod", null);
        NetworkSource network = named("src", "net");
        assertThat(NetworkEntries.means(pod, pod)).isTrue();
        assertThat(NetworkEntries.means(pod, network)).isFalse();
        assertThat(NetworkEntries.means(named("src", "net"), network)).isTrue();
        assertThat(NetworkEntries.means(named(null, "src/net"), network)).isTrue();
        assertThat(NetworkEntries.means(named(null, "net"), network)).isFalse();
        assertThat(NetworkEntries.means(ONE, network)).as("an id").isFalse();
    }

    private static NetworkSource named(String namespace, String name) {
        return new NetworkSource(null, name, namespace, null, null);
    }
}
