package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.PipelineStep;
import mtv.model.Plan;
import mtv.model.ResourceKind;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole migrations, started and observed through the API only. */
public class MigrationsTest extends ClusterFixture {

    private static final ResourceDefinitionContext INSTANCE = new ResourceDefinitionContext.Builder()
            .withGroup("kubevirt.io")
            .withVersion("v1")
            .withKind("VirtualMachineInstance")
            .withNamespaced(true)
            .build();
    private static final MigrationSpec NOW = new MigrationSpec(null, null, null, null, null);

    public MigrationsTest() {
        super("guest-conversion-fails@failing");
    }

    @BeforeClass
    public void prepare() {
        cluster.vsphereProvider("vc");
        cluster.hostProvider("host");
        cluster.remoteProvider("remote", cluster.api().tokens().issue("kubeadmin"));
    }

    @Test
    public void coldToARemoteCluster() {
        SimVm linux = cluster.vm("mtv-tests-rhel8");
        SimVm windows = cluster.vm("mtv-win2019-79");
        Plan plan = cluster.plan("cold", "remote", false, linux, windows);
        Migration migration = cluster.migrate(plan, NOW);

        Migration done = cluster.awaitCondition(migration, "Succeeded");

        assertThat(done.getStatus().completed()).isNotNull();
        assertThat(done.getMetadata().getOwnerReferences())
                .extracting("uid")
                .containsExactly(plan.getMetadata().getUid());
        Plan after = cluster.client().resource(plan).get();
        assertThat(after.has("Executing")).isFalse();
        assertThat(after.has("Ready")).isTrue();
        assertThat(steps(after, 0))
                .containsExactly("Initialize", "DiskTransfer", "ImageConversion", "VirtualMachineCreation");
        assertThat(steps(after, 1)).endsWith("WaitForGuestReboots");
        assertThat(after.getStatus().migration().vms()).allSatisfy(vm -> {
            assertThat(vm.phase()).isEqualTo("Completed");
            assertThat(vm.pipeline()).extracting(PipelineStep::phase).containsOnly("Completed");
        });
        assertThat(cluster.vm("mtv-tests-rhel8").power()).isEqualTo(SimVm.PowerState.poweredOff);
        assertLeft(done, linux, "Always");
        assertLeft(done, windows, "Always");
    }

    private void assertLeft(Migration migration, SimVm vm, String runStrategy) {
        GenericKubernetesResource machine = machine(vm.name());
        assertThat(machine.<String>get("spec", "runStrategy")).isEqualTo(runStrategy);
        assertThat(machine.getMetadata().getLabels())
                .containsEntry("vmID", vm.id())
                .containsEntry("migration", migration.getMetadata().getUid());
        List<PersistentVolumeClaim> claims =
                cluster.client().persistentVolumeClaims().inNamespace(TestCluster.TARGET).list().getItems().stream()
                        .filter(claim -> vm.id()
                                .equals(claim.getMetadata().getAnnotations().get("vmID")))
                        .toList();
        assertThat(claims)
                .hasSize(vm.disks().size())
                .allSatisfy(claim -> assertThat(claim.getMetadata().getOwnerReferences())
                        .extracting("uid")
                        .containsExactly(machine.getMetadata().getUid()));
        assertThat(ResourceKind.DATA_VOLUME
                        .on(cluster.client())
                        .inNamespace(TestCluster.TARGET)
                        .withLabel("vmID", vm.id())
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(cluster.client()
                        .secrets()
                        .inNamespace(TestCluster.TARGET)
                        .withLabel("vmID", vm.id())
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    public void coldToTheOwnClusterIsCopiedByVirtV2v() {
        SimVm vm = cluster.vm("mtv-rhel8-sanity");
        SimVm.Nic nic = Samples.nic(
                1, "02:11:22:aa:00:09", cluster.vsphere().networks().get(1).id());
        cluster.vsphere()
                .change(
                        vm.id(),
                        now -> now.withNics(List.of(now.nics().get(0), nic))
                                .withAddresses(List.of(Samples.address(nic.mac(), "192.0.2.15"))));
        Plan plan = cluster.plan("local", "host", false, cluster.vm("mtv-rhel8-sanity"));

        cluster.awaitCondition(cluster.migrate(plan, NOW), "Succeeded");

        assertThat(steps(cluster.client().resource(plan).get(), 0))
                .containsExactly(
                        "Initialize", "DiskAllocation", "ImageConversion", "DiskTransferV2v", "VirtualMachineCreation");
        cluster.time()
                .until(
                        "the guest agent tells the address",
                        () -> String.valueOf(cluster.client()
                                .genericKubernetesResources(INSTANCE)
                                .inNamespace(TestCluster.TARGET)
                                .withName(vm.name())
                                .get()),
                        instance -> instance.contains("ipAddress=192.0.2.15"));
        assertThat(machine("mtv-rhel8-sanity").<String>get("spec", "runStrategy"))
                .isEqualTo("Always");
    }

    @Test
    public void aFailedConversionFailsThePlanAndCanBeRunAgain() {
        SimVm vm = cluster.vm("WIN-Legacy_2012");
        Plan plan = cluster.plan("failing", "remote", false, vm);
        Migration migration = cluster.migrate(plan, NOW);

        Plan failed = cluster.awaitCondition(plan, "Failed");

        assertThat(TestCluster.firstVm(failed).error().reasons())
                .containsExactly("Guest conversion failed. See pod logs for details.");
        assertThat(TestCluster.firstVm(failed).has("Failed")).isTrue();
        cluster.awaitCondition(migration, "Failed");
        String name = TestCluster.firstVm(failed).newName();
        assertThat(name).isEqualTo("win-legacy-2012");
        assertThat(machine(name)).isNull();

        cluster.faults().disarm("guest-conversion-fails@failing");
        cluster.awaitCondition(cluster.migrate(plan, "failing-again", NOW), "Succeeded");

        Plan repeated = cluster.client().resource(plan).get();
        assertThat(repeated.getStatus().migration().history()).hasSize(2);
        assertThat(repeated.has("Failed")).isFalse();
        assertThat(TestCluster.firstVm(repeated).has("Failed")).isFalse();
        assertThat(machine(name).getMetadata().getAnnotations()).containsEntry("original-ID", vm.id());
    }

    @Test(dependsOnMethods = "coldToARemoteCluster")
    public void anArchivedPlanKeepsOnlyItsVms() {
        Plan plan = cluster.client()
                .resources(Plan.class)
                .inNamespace(TestCluster.MTV)
                .withName("cold")
                .get();
        cluster.patch(plan, "{\"spec\": {\"archived\": true}}");

        Plan archived = cluster.awaitCondition(plan, "Archived");

        assertThat(archived.has("Succeeded")).isTrue();
        assertThat(archived.has("Ready")).isFalse();
        assertThat(machine("mtv-tests-rhel8")).isNotNull();
        assertThat(cluster.client()
                        .pods()
                        .inNamespace(TestCluster.TARGET)
                        .withLabel("plan", plan.getMetadata().getUid())
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    public void webhooksRefuseUnknownProvidersAndPlans() {
        assertThatThrownBy(() -> cluster.plan("lonely", "nowhere", false, cluster.vm("mtv-tests-rhel8")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("admission webhook \"plans.forklift.konveyor\" denied the request");
    }

    private static List<String> steps(Plan plan, int vm) {
        return plan.getStatus().migration().vms().get(vm).pipeline().stream()
                .map(PipelineStep::name)
                .toList();
    }

    private GenericKubernetesResource machine(String name) {
        return ResourceKind.VIRTUAL_MACHINE
                .on(cluster.client())
                .inNamespace(TestCluster.TARGET)
                .withName(name)
                .get();
    }
}
