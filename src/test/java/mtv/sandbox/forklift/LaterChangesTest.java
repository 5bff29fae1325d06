package mtv.sandbox.forklift;

import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.PlanVmBuilder;
import mtv.model.StorageMap;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A Plan that was Ready follows changes of which its controller gets no event. */
public class LaterChangesTest extends ClusterFixture {

    private static final String MACHINE = """
            {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine",
             "metadata": {"name": "%s", "namespace": "apps-t1"},
             "spec": {"runStrategy": "Halted", "template": {"spec": {"domain": {"devices": {
               "interfaces": [{"name": "n", "masquerade": {}, "macAddress": "%s"}]}}}}}}""";

    @BeforeClass
    public void prepare() {
        cluster.vsphereProvider("vc");
        cluster.hostProvider("host");
    }

    @Test
    public void aPlanReportsConflictsOnlyWhileTheyExist() {
        Plan plan = cluster.awaitCondition(
                cluster.plan("taken-later", "host", false, cluster.vm("mtv-rhel8-sanity")), "Ready");
        String mac = cluster.vm("mtv-rhel8-sanity").nics().get(0).mac();
        var machine = cluster.client().resource(MACHINE.formatted("mtv-rhel8-sanity", mac));
        machine.create();
        Plan taken =
                cluster.await(plan, "has both conflicts", now -> now.has("VMAlreadyExists") && now.has("MacConflicts"));
        assertThat(taken.has("Ready")).isFalse();
        machine.delete();
        cluster.awaitCondition(plan, "Ready");
    }

    @Test
    public void aPlanReportsAStorageClassThatIsDeletedLater() {
        Plan plan = cluster.plan("class-gone", "host", false, cluster.vm("mtv-rhel8-sanity"));
        cluster.patch(
                cluster.find(StorageMap.class, "class-gone"),
                "{\"spec\":{\"map\":[{\"source\":{\"id\":\"%s\"},\"destination\":{\"storageClass\":\"later\"}}]}}"
                        .formatted(cluster.vm("mtv-rhel8-sanity").disks().get(0).storage()));
        cluster.awaitCondition(plan, "StorageMapNotReady");
        cluster.client().resource("""
                        {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": "later"},
                         "provisioner": "csi.example.test"}""").create();
        cluster.await(plan, "has its StorageMap Ready", now -> !now.has("StorageMapNotReady"));
        cluster.client().storage().v1().storageClasses().withName("later").delete();
        assertThat(cluster.awaitCondition(plan, "StorageMapNotReady").has("Ready"))
                .isFalse();
    }

    @Test
    public void anUnknownVmBesideAGoodOneLeavesThePlanWithoutAStatus() {
        PlanSpec good = cluster.awaitCondition(
                        cluster.plan("good", "host", false, cluster.vm("mtv-rhel8-sanity")), "Ready")
                .getSpec();
        PlanVm unknown = PlanVmBuilder.builder().id("vm-nowhere").build();
        PlanSpec both = good.withVms(List.of(unknown, good.vms().get(0)));
        Plan silent = cluster.create(new Plan(), "silent", both);
        Plan told = cluster.create(new Plan(), "told", both.withMigrateSharedDisks(false));
        cluster.awaitCondition(told, "VMNotFound");
        assertThat(cluster.find(Plan.class, "silent").getStatus()).isNull();
        cluster.patch(
                silent, "{\"spec\":{\"vms\":[{\"id\":\"" + good.vms().get(0).id() + "\"}]}}");
        cluster.awaitCondition(silent, "Ready");
    }
}
