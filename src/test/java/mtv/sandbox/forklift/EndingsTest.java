package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesResourceUtil;
import mtv.model.Hook;
import mtv.model.HookRef;
import mtv.model.HookSpec;
import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.ObjectRef;
import mtv.model.PipelineStep;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.ProviderSpec;
import mtv.model.ResourceKind;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.TestCluster.Ends;
import mtv.sandbox.forklift.run.MigrationStatusEditor;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.PowerState;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is left after a canceled, failed or archived Plan, and what another run repeats. */
public class EndingsTest extends ClusterFixture {

    private static final MigrationSpec NOW = new MigrationSpec(null, null, null, null, null);
    private static final String BAD = "guest-conversion-fails@bad-*";

    public EndingsTest() {
        super(BAD);
    }

    @BeforeClass
    public void prepare() {
        cluster.vsphereProvider("vc");
        cluster.hostProvider("host");
        cluster.remoteProvider("remote", cluster.api().tokens().issue("kubeadmin"));
        cluster.create(
                new Hook(), "hook", new HookSpec("quay.io/konveyor/hook-runner:latest", "LS0tCg==", 60L, null, null));
    }

    @DataProvider
    public Object[][] phases() {
        return new Object[][] {
            {"PreHook", "remote", false},
            {"WaitForPowerOff", "remote", false},
            {"CopyDisks", "remote", false},
            {"ConvertGuest", "remote", false},
            {"PostHook", "remote", false},
            {"CopyDisksVirtV2V", "host", false},
            {"WaitForInitialSnapshot", "remote", true},
            {"CopyingPaused", "remote", true},
        };
    }

    @Test(dataProvider = "phases")
    public void aVmCanceledInAnyPhaseLeavesNothingAndCanRunAgain(String phase, String destination, boolean warm) {
        SimVm vm = machine("c-" + phase.toLowerCase(Locale.ROOT) + "-" + warm);
        Plan plan = plan(vm.name(), destination, spec -> hooked(spec.withWarm(warm)), vm);
        Migration migration = cluster.migrate(plan, NOW);
        cluster.awaitPhase(plan, phase);
        cluster.patch(migration, "{\"spec\": {\"cancel\": [{\"id\": \"" + vm.id() + "\"}]}}");

        cluster.awaitCondition(plan, "Canceled");

        awaitNothingLeft(plan, vm);
        cluster.time().pass(Duration.ofSeconds(20));
        // MTV asks no VM to start that is still shutting down
        assertThat(cluster.vm(vm.name()).power())
                .isEqualTo(phase.equals("WaitForPowerOff") ? PowerState.poweredOff : PowerState.poweredOn);
        assertThat(cluster.vm(vm.name()).snapshots()).isEmpty();
        MigrationSpec again = warm ? NOW.withCutover(cluster.clock().instant()) : NOW;
        cluster.awaitCondition(cluster.migrate(plan, vm.name() + "-again", again), "Succeeded");
    }

    @Test
    public void anotherRunRepeatsOnlyWhatHasFailed() {
        SimVm good = machine("good");
        SimVm bad = machine("bad-one");
        Plan plan = plan("partly", "remote", spec -> spec, good, bad);
        cluster.migrate(plan, NOW);
        Plan failed = cluster.awaitCondition(plan, "Failed");
        assertThat(remains(failed, bad)).contains("DataVolume", "PersistentVolumeClaim", "Secret", "ConfigMap", "Pod");
        assertThat(cluster.vm(bad.name()).power()).isEqualTo(PowerState.poweredOff);
        VmStatus done = MigrationStatusEditor.vms(failed).get(0);
        cluster.faults().disarm(BAD);

        cluster.awaitCondition(cluster.migrate(plan, "partly-again", NOW), "Succeeded");

        List<VmStatus> after = MigrationStatusEditor.vms(
                cluster.find(Plan.class, plan.getMetadata().getName()));
        assertThat(after.get(0)).isEqualTo(done);
        assertThat(after.get(1).error()).isNull();
        assertThat(after.get(1).pipeline()).extracting(PipelineStep::phase).containsOnly("Completed");
        assertThat(remains(plan, bad)).containsOnly("VirtualMachine", "PersistentVolumeClaim", "Pod");
        cluster.faults().arm(BAD);
    }

    @Test(dependsOnMethods = "anotherRunRepeatsOnlyWhatHasFailed")
    public void archivingAFailedPlanDeletesWhatItLeft() {
        SimVm bad = machine("bad-two");
        Plan plan = plan("shelved", "remote", UnaryOperator.identity(), bad);
        cluster.migrate(plan, NOW);
        cluster.awaitCondition(plan, "Failed");

        cluster.patch(plan, "{\"spec\": {\"archived\": true}}");

        Plan archived = cluster.awaitCondition(plan, "Archived");
        assertThat(archived.has("Failed")).isTrue();
        awaitNothingLeft(plan, bad);
        assertThat(cluster.vm(bad.name()).power()).isEqualTo(PowerState.poweredOff);
    }

    @Test
    public void archivingAPlanThatNeverRanDeletesItsJobs() {
        cluster.provider(
                "vc-vddk",
                new ProviderSpec(
                        "vsphere",
                        cluster.vsphere().url(),
                        null,
                        Map.of("vddkInitImage", "registry.example.test/vddk:8")),
                Map.of("user", "administrator@vsphere.local", "password", "pw", "insecureSkipVerify", "true"));
        Plan plan = cluster.plan(
                "unrun",
                new Ends("vc-vddk", cluster.vsphere(), "remote"),
                UnaryOperator.identity(),
                cluster.vm("mtv-rhel8-sanity"));
        cluster.awaitCondition(plan, "Ready");
        var jobs = cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(TestCluster.TARGET)
                .withLabel("plan", plan.getMetadata().getUid());
        assertThat(jobs.list().getItems()).hasSize(1);

        cluster.patch(plan, "{\"spec\": {\"archived\": true}}");

        cluster.awaitCondition(plan, "Archived");
        assertThat(jobs.list().getItems()).isEmpty();
    }

    private Plan plan(String name, String destination, UnaryOperator<PlanSpec> change, SimVm... vms) {
        return cluster.plan(name, new Ends("vc", cluster.vsphere(), destination), change, vms);
    }

    private static PlanSpec hooked(PlanSpec spec) {
        List<HookRef> hooks = Stream.of("PreHook", "PostHook")
                .map(step -> new HookRef(new ObjectRef("hook", TestCluster.MTV), step))
                .toList();
        return spec.withVms(spec.vms().stream().map(vm -> vm.withHooks(hooks)).toList());
    }

    /** A running VM for one test alone. */
    private SimVm machine(String name) {
        CompletableFuture<SimVm> made = new CompletableFuture<>();
        cluster.vsphere().cloneVm(cluster.vm("mtv-rhel8-warm-sanity").id(), name, made::complete);
        cluster.time().until("VM " + name + " is cloned", made::isDone);
        String id = made.join().id();
        cluster.vsphere().change(id, vm -> vm.withPower(PowerState.poweredOn).withChangeTracking(true));
        return cluster.vm(name);
    }

    private void awaitNothingLeft(Plan plan, SimVm vm) {
        cluster.time().until("nothing is left of VM " + vm.name(), () -> remains(plan, vm), Set::isEmpty);
    }

    /** The kinds of the objects that the Plan has left of a VM. */
    private Set<String> remains(Plan plan, SimVm vm) {
        KubernetesClient client = cluster.client();
        Map<String, String> labels = Map.of("plan", plan.getMetadata().getUid(), "vmID", vm.id());
        return Stream.of(
                        ResourceKind.VIRTUAL_MACHINE.on(client).inAnyNamespace().withLabels(labels),
                        ResourceKind.DATA_VOLUME.on(client).inAnyNamespace().withLabels(labels),
                        client.pods().inAnyNamespace().withLabels(labels),
                        client.secrets().inAnyNamespace().withLabels(labels),
                        client.configMaps().inAnyNamespace().withLabels(labels),
                        client.batch().v1().jobs().inAnyNamespace().withLabels(labels),
                        client.persistentVolumeClaims().inAnyNamespace())
                .flatMap(all -> all.list().getItems().stream())
                .map(HasMetadata.class::cast)
                .filter(object -> !(object instanceof PersistentVolumeClaim)
                        || KubernetesResourceUtil.getOrCreateAnnotations(object)
                                .entrySet()
                                .containsAll(labels.entrySet()))
                .map(HasMetadata::getKind)
                .collect(Collectors.toSet());
    }
}
