package mtv.sandbox.forklift;

import mtv.model.MigrationSpec;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.ResourceKind;
import mtv.model.StorageMap;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults of MTV's own components hit the object in their scope and no other. */
public class FaultsTest extends ClusterFixture {

    private static final Map<String, String> VICTIMS = Map.of(
            "storage-class-missing", "no-class",
            "network-destination-missing", "no-network",
            "vm-critical-concern", "app.v2",
            "vm-missing", "mtv-win2019-79");

    public FaultsTest() {
        super(VICTIMS.entrySet().stream()
                .map(fault -> fault.getKey() + "@" + fault.getValue())
                .toArray(String[]::new));
    }

    @BeforeClass
    public void prepare() {
        cluster.vsphereProvider("vc");
        cluster.hostProvider("host");
    }

    @Test
    public void aMissingStorageClassStopsTheStorageMap() {
        Plan plan = cluster.plan("no-class", "host", false, cluster.vm("mtv-tests-rhel8"));

        cluster.awaitCondition(cluster.find(StorageMap.class, "no-class"), "DestinationStorageNotValid");
        cluster.awaitCondition(cluster.find(NetworkMap.class, "no-class"), "Ready");
        cluster.awaitCondition(plan, "StorageMapNotReady");
    }

    @Test
    public void aMissingNetworkStopsTheNetworkMap() {
        Plan plan = cluster.plan("no-network", "host", false, cluster.vm("mtv-tests-rhel8"));

        cluster.awaitCondition(cluster.find(NetworkMap.class, "no-network"), "DestinationNetworkNotValid");
        cluster.awaitCondition(plan, "NetworkMapNotReady");
    }

    @Test
    public void aCriticalConcernStopsThePlan() {
        Plan plan = cluster.awaitCondition(
                cluster.plan("concerned", "host", false, cluster.vm("app.v2")), "VMCriticalConcerns");

        assertThat(plan.has("Ready")).isFalse();
    }

    @Test
    public void aMigrationWithAMissingVmSucceedsWithoutAVm() {
        Plan plan = cluster.plan("vanishing", "host", false, cluster.vm("mtv-win2019-79"));

        cluster.awaitCondition(cluster.migrate(plan, new MigrationSpec(null, null, null, null, null)), "Succeeded");

        assertThat(ResourceKind.VIRTUAL_MACHINE
                        .on(cluster.client())
                        .inNamespace(TestCluster.TARGET)
                        .list()
                        .getItems())
                .isEmpty();
    }
}
