package mtv.sandbox.forklift;

import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.Plan;
import mtv.model.Precopy;
import mtv.model.ResourceKind;
import mtv.model.VmStatus;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Warm migrations: precopies, cutover, cancellation and a lost connection. */
public class WarmMigrationsTest extends ClusterFixture {

    private static final MigrationSpec NOW = new MigrationSpec(null, null, null, null, null);

    @BeforeClass
    public void prepare() {
        cluster.vsphereProvider("vc");
        cluster.remoteProvider("remote", cluster.api().tokens().issue("kubeadmin"));
    }

    @Test
    public void aWarmMigrationCopiesRepeatedlyUntilTheCutover() {
        SimVm vm = cluster.vm("mtv-rhel8-warm-2disks2nics");
        Plan plan = cluster.plan("warm", "remote", true, vm);
        Migration migration = cluster.migrate(plan, NOW);
        cluster.await(
                plan,
                "has copied twice",
                now -> TestCluster.firstVm(now).warm() != null
                        && TestCluster.firstVm(now).warm().successes() == 2);
        Instant cutover = cluster.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        cluster.patch(migration, "{\"spec\": {\"cutover\": \"" + cutover + "\"}}");

        cluster.awaitCondition(migration, "Succeeded");

        VmStatus status = cluster.client()
                .resource(plan)
                .get()
                .getStatus()
                .migration()
                .vms()
                .get(0);
        List<Precopy> precopies = status.warm().precopies();
        assertThat(precopies).hasSizeGreaterThanOrEqualTo(3);
        assertThat(precopies.get(precopies.size() - 1).end()).isNull();
        assertThat(precopies.get(precopies.size() - 1).start()).isAfterOrEqualTo(cutover);
        assertThat(precopies.get(1).start())
                .isAfterOrEqualTo(precopies.get(0).end().plus(Duration.ofMinutes(2)));
        assertThat(status.warm().successes()).isEqualTo(precopies.size() - 1);
        assertThat(status.restorePowerState()).isEqualTo("On");
        assertThat(cluster.vm(vm.name()).snapshots()).isEmpty();
        assertThat(cluster.vm(vm.name()).power()).isEqualTo(SimVm.PowerState.poweredOff);
    }

    @Test
    public void theSourceOfACanceledVmIsStartedAgain() {
        SimVm vm = cluster.vm("mtv-rhel8-warm-sanity");
        Plan plan = cluster.plan("cancel", "remote", true, vm);
        Migration migration =
                cluster.migrate(plan, NOW.withCutover(cluster.clock().instant()));
        awaitPower(vm, SimVm.PowerState.poweredOff);
        cluster.patch(migration, "{\"spec\": {\"cancel\": [{\"id\": \"" + vm.id() + "\"}]}}");

        Plan canceled = cluster.awaitCondition(plan, "Canceled");

        assertThat(TestCluster.firstVm(canceled).has("Canceled")).isTrue();
        assertThat(TestCluster.firstVm(canceled).completed()).isNotNull();
        Migration ended = cluster.awaitCondition(migration, "Canceled");
        assertThat(ended.getStatus().completed()).isNull();
        awaitPower(vm, SimVm.PowerState.poweredOn);
        assertThat(ResourceKind.DATA_VOLUME
                        .on(cluster.client())
                        .inNamespace(TestCluster.TARGET)
                        .withLabel("vmID", vm.id())
                        .list()
                        .getItems())
                .isEmpty();
    }

    private void awaitPower(SimVm vm, SimVm.PowerState power) {
        cluster.time().until(vm.name() + " is " + power, () -> cluster.vm(vm.name()), now -> now.power() == power);
    }

    @Test
    public void aLostConnectionFailsThePlanAfterSomeMinutes() {
        String token = cluster.api().tokens().issue("kubeadmin");
        cluster.remoteProvider("losing", token);
        Plan plan = cluster.plan("losing", "losing", true, cluster.vm("mtv-win2019-warm-394"));
        cluster.migrate(plan, NOW);
        cluster.awaitPhase(plan, "CopyingPaused");
        cluster.api().tokens().revoke(token);

        Plan blocked = cluster.awaitCondition(plan, "DestinationProviderNotReady");
        assertThat(blocked.has("Executing")).isTrue();
        Plan failed = cluster.awaitCondition(plan, "Failed");

        assertThat(failed.has("Executing")).isFalse();
        assertThat(TestCluster.firstVm(failed).error().reasons())
                .singleElement()
                .asString()
                .contains("destination provider");
    }
}
