package mtv.sandbox.forklift;

import mtv.model.Condition;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.NetworkMapSpec;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.ObjectRef;
import mtv.model.ProviderPair;
import mtv.model.ProviderSpec;
import mtv.model.SourceRef;
import mtv.model.StorageDestination;
import mtv.model.StorageMap;
import mtv.model.StorageMapSpec;
import mtv.model.StoragePair;
import mtv.sandbox.sources.PlatformType;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Maps resolve their references, and an entry is accepted, leads to a warning, or keeps the map from being Ready. */
public class MapsTest extends ClusterFixture {

    private static final NetworkSource VM_NETWORK = NetworkSource.byId("network-11");

    @BeforeClass
    public void prepare() {
        cluster.hostProvider("host");
        cluster.vsphereProvider("vc");
        cluster.provider(
                "stack",
                new ProviderSpec("openstack", cluster.url(PlatformType.OPENSTACK), null, null),
                Map.of("authType", "token", "token", "pw", "insecureSkipVerify", "true"));
        for (String provider : List.of("host", "vc", "stack")) {
            cluster.awaitCondition(cluster.find(mtv.model.Provider.class, provider), "Ready");
        }
    }

    @DataProvider
    public Object[][] networks() {
        NetworkDestination missing = NetworkDestination.multus("default", "no-such");
        NetworkDestination nowhere = NetworkDestination.multus(null, "br-40");
        NetworkSource named = new NetworkSource(null, "Prod VLAN 40", null, null, null);
        NetworkSource unknown = NetworkSource.byId("network-99");
        NetworkSource unset = new NetworkSource(null, null, null, null, null);
        NetworkSource pod = new NetworkSource(null, null, null, "pod", null);
        NetworkDestination good = NetworkDestination.pod();
        return new Object[][] {
            {"by-name", "vc", named, good, "Ready", null, null},
            {"unknown", "vc", unknown, good, "SourceNetworkNotValid", "Warn", "NotFound"},
            {"unset", "vc", unset, good, "SourceNetworkNotValid", "Critical", "NotSet"},
            {"nad-missing", "vc", VM_NETWORK, missing, "DestinationNetworkNotValid", "Critical", "NotFound"},
            {"nad-nowhere", "vc", VM_NETWORK, nowhere, "DestinationNetworkNotValid", "Critical", "Ambiguous"},
            {"cluster-pod", "host", pod, good, "Ready", null, null},
            {
                "cluster-nad",
                "host",
                new NetworkSource(null, "default/br-40", null, null, null),
                good,
                "Ready",
                null,
                null
            },
            {"cluster-no-namespace", "host", named, good, "SourceNetworkNotValid", "Critical", "Ambiguous"},
            {"type-alone", "vc", pod, good, "Ready", null, null},
            {"by-path", "vc", new NetworkSource(null, "/DC/Prod VLAN 40", null, null, null), good, "Ready", null, null},
            {"no-provider", "nobody", VM_NETWORK, good, "SourceProviderNotValid", "Critical", "NotFound"},
        };
    }

    @Test(dataProvider = "networks")
    public void aNetworkMapHasTheConditionOfItsEntry(
            String name, String provider, NetworkSource source, NetworkDestination destination, String... expected) {
        NetworkMap map = cluster.create(
                new NetworkMap(),
                "net-" + name,
                new NetworkMapSpec(pair(provider), List.of(new NetworkPair(source, destination))));

        NetworkMap told = cluster.awaitCondition(map, expected[0]);
        if (expected[1] != null) {
            Condition condition = told.condition(expected[0]).orElseThrow();
            assertThat(List.of(condition.category(), condition.reason())).containsExactly(expected[1], expected[2]);
        }
        assertThat(told.has("Ready")).isEqualTo(expected[1] == null || expected[1].equals("Warn"));
    }

    @Test
    public void referencesAreCompleteAndUnique() {
        NetworkMap map = cluster.create(
                new NetworkMap(),
                "net-twice",
                new NetworkMapSpec(
                        pair("vc"),
                        List.of(
                                new NetworkPair(VM_NETWORK, NetworkDestination.pod()),
                                new NetworkPair(
                                        new NetworkSource(null, "VM Network", null, null, null),
                                        NetworkDestination.multus("default", "br-40")))));

        assertThat(cluster.awaitCondition(map, "Ready").getStatus().references())
                .containsExactly(SourceRef.byIdAndName("network-11", "VM Network"));
    }

    @DataProvider
    public Object[][] storages() {
        return new Object[][] {
            {"by-id", "vc", SourceRef.byId("datastore-7"), "gold", "Ready", null},
            {"image-booted", "stack", new SourceRef(null, "glance", null, null), "gold", "Ready", null},
            {"volume-type", "stack", new SourceRef(null, "ceph", null, null), "gold", "Ready", null},
            {"unknown", "stack", SourceRef.byId("no"), "gold", "SourceStorageNotValid", "NotFound"},
            {"default-class", "vc", SourceRef.byId("datastore-7"), "", "Ready", null},
            {"no-class", "vc", SourceRef.byId("datastore-7"), "no", "DestinationStorageNotValid", "NotFound"},
        };
    }

    @Test(dataProvider = "storages")
    public void aStorageMapHasTheConditionOfItsEntry(
            String name, String provider, SourceRef source, String storageClass, String... expected) {
        StorageMap map = cluster.create(
                new StorageMap(),
                "store-" + name,
                new StorageMapSpec(
                        pair(provider), List.of(new StoragePair(source, new StorageDestination(storageClass)))));

        StorageMap told = cluster.awaitCondition(map, expected[0]);
        assertThat(told.condition(expected[0]).orElseThrow().reason()).isEqualTo(expected[1]);
    }

    private static ProviderPair pair(String source) {
        return new ProviderPair(new ObjectRef(source, TestCluster.MTV), new ObjectRef("host", TestCluster.MTV));
    }
}
