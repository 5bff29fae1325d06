package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import mtv.model.Hook;
import mtv.model.HookRef;
import mtv.model.HookSpec;
import mtv.model.HookSpecBuilder;
import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.ObjectRef;
import mtv.model.PipelineStep;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.SourceRef;
import mtv.sandbox.forklift.TestCluster.Ends;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** Hooks, options, resumed conversions and deletion of Plans. */
public class PlanLifeTest extends ClusterFixture {

    private static final MigrationSpec NOW = new MigrationSpec(null, null, null, null, null);

    public PlanLifeTest() {
        super("guest-conversion-fails@resumed");
    }

    @BeforeClass
    public void prepare() {
        cluster.vsphereProvider("vc");
        cluster.hostProvider("host");
        cluster.remoteProvider("remote", cluster.api().tokens().issue("kubeadmin"));
        cluster.create(
                new Hook(), "good", new HookSpec("quay.io/konveyor/hook-runner:latest", "LS0tCg==", 60L, null, null));
        cluster.create(
                new Hook(),
                "nobody",
                new HookSpec("quay.io/konveyor/hook-runner:latest", "LS0tCg==", 60L, "nobody", null));
        cluster.create(
                new Hook(), "bad", new HookSpec("quay.io/konveyor/hook-runner:latest", "no base64!", null, null, null));
    }

    @Test
    public void hooksRunAsJobsBesideThePlan() {
        Plan plan = plan("hooked", hooks("good", "PreHook", "PostHook"), "mtv-tests-rhel8");
        Migration migration = cluster.migrate(plan, NOW);
        List<Job> jobs = cluster.time().until("there is a Job of the hook", this::jobs, found -> !found.isEmpty());
        assertThat(jobs.get(0).getMetadata().getLabels())
                .containsEntry(
                        "hook", cluster.find(Hook.class, "good").getMetadata().getUid());
        assertThat(jobs.get(0)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getCommand())
                .contains("/tmp/hook/playbook.yml");
        cluster.awaitCondition(migration, "Succeeded");
        assertThat(TestCluster.firstVm(cluster.client().resource(plan).get()).pipeline())
                .extracting(PipelineStep::name)
                .containsExactly(
                        "Initialize",
                        "PreHook",
                        "DiskTransfer",
                        "ImageConversion",
                        "VirtualMachineCreation",
                        "PostHook");
        assertThat(jobs()).isEmpty();
    }

    private List<Job> jobs() {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(TestCluster.MTV)
                .list()
                .getItems();
    }

    @DataProvider
    public Object[][] mistakes() {
        UnaryOperator<PlanSpec> network = spec -> spec.withTransferNetwork(new ObjectRef("none", "default"));
        UnaryOperator<PlanSpec> storage = spec -> spec.withConversionTempStorageClass("gold");
        UnaryOperator<PlanSpec> nobody = spec -> spec.withServiceAccount("nobody");
        UnaryOperator<PlanSpec> image = spec -> spec.withVirtV2vImage("no image");
        return new Object[][] {
            {"unknown-hook", hooks(List.of("none", "good"), "PreHook"), "HookNotValid"},
            {"bad-hook", hooks("bad", "PreHook"), "HookNotReady"},
            {"odd-step", hooks("good", "Sometime"), "HookStepNotValid"},
            {"no-network", network, "TransferNetworkNotValid"},
            {"half-storage", storage, "NotValid"},
            {"no-account", nobody, "ServiceAccountNotValid"},
            {"no-hook-account", hooks("nobody", "PreHook"), "HookServiceAccountNotValid"},
            {"no-image", image, "VirtV2vImageNotValid"},
        };
    }

    @Test(dataProvider = "mistakes")
    public void aPlanWithAMistakeIsNotReady(String name, UnaryOperator<PlanSpec> mistake, String condition) {
        Plan plan = cluster.awaitCondition(plan(name, mistake, "mtv-rhel8-sanity"), condition);
        assertThat(plan.has("Ready")).isFalse();
    }

    @Test
    public void aPlanHasNoStatusUntilItsHookExists() {
        PlanSpec good = cluster.awaitCondition(plan("judged", spec -> spec, "mtv-rhel8-sanity"), "Ready")
                .getSpec();
        Plan plan =
                cluster.create(new Plan(), "late-hook", hooks("late", "PreHook").apply(good));
        cluster.awaitCondition(cluster.create(new Plan(), "judged-later", good), "Ready");
        assertThat(cluster.client().resource(plan).get().getStatus()).isNull();
        cluster.create(
                new Hook(),
                "late",
                HookSpecBuilder.builder().image("quay.io/x/y:1").build());
        cluster.awaitCondition(plan, "Ready");
    }

    @Test
    public void aFailedConversionIsRepeatedOnTheSameDisks() {
        Plan plan = plan("resumed", spec -> spec, "mtv-win2019-79");
        cluster.migrate(plan, NOW);
        Plan failed = cluster.awaitCondition(plan, "Failed");
        assertThat(failed.has("ConversionResumable")).isTrue();
        cluster.faults().disarm("guest-conversion-fails@resumed");
        Migration again = cluster.migrate(plan, "again", NOW.withResumeConversion(true));
        cluster.awaitCondition(again, "Succeeded");
        assertThat(TestCluster.firstVm(cluster.client().resource(plan).get()).pipeline())
                .extracting(PipelineStep::name)
                .doesNotContain("DiskTransfer");
    }

    @Test
    public void aConversionIsResumedOnlyAfterItsCopy() {
        Plan plan = plan("unresumable", spec -> spec, "mtv-rhel8-sanity");
        Migration migration = cluster.migrate(plan, NOW.withResumeConversion(true));
        cluster.awaitCondition(migration, "Failed");
        Plan failed = cluster.awaitCondition(plan, "Failed");
        assertThat(failed.blockers()).contains("Resume conversion requires");
        assertThat(failed.getStatus().migration().vms()).isEmpty();
    }

    @Test
    public void oneCanceledVmDoesNotFailThePlan() {
        SimVm stays = cluster.vm("mtv-rhel8-warm-sanity");
        Plan plan = plan("half", spec -> spec, "WIN-Legacy_2012", "mtv-rhel8-warm-sanity");
        Migration migration = cluster.migrate(
                plan, NOW.withCancel(List.of(SourceRef.byId(stays.id()), SourceRef.byId("vm-nowhere"))));
        Migration done = cluster.awaitCondition(migration, "Succeeded");
        assertThat(done.has("VMNotFound")).isTrue();
        assertThat(cluster.vm(stays.name()).power()).isEqualTo(SimVm.PowerState.poweredOn);
    }

    @Test
    public void theConversionPodFollowsThePlan() {
        Affinity affinity =
                new AffinityBuilder().withNewNodeAffinity().endNodeAffinity().build();
        Plan plan = plan(
                "tuned",
                spec -> spec.withConvertorAffinity(affinity)
                        .withConvertorLabels(Map.of("team", "a"))
                        .withConvertorNodeSelector(Map.of("disk", "fast"))
                        .withConversionTempStorageClass("gold")
                        .withConversionTempStorageSize("10Gi")
                        .withXfsCompatibility(true),
                "mtv-rhel8-sanity");
        Migration migration = cluster.migrate(plan, NOW);
        cluster.awaitCondition(migration, "Succeeded");
        Pod pod = cluster.client()
                .pods()
                .inNamespace(TestCluster.TARGET)
                .withLabel("plan-name", "tuned")
                .list()
                .getItems()
                .get(0);
        assertThat(pod.getMetadata().getLabels()).containsEntry("team", "a");
        assertThat(pod.getSpec().getNodeSelector()).containsEntry("disk", "fast");
        assertThat(pod.getSpec().getAffinity()).isEqualTo(affinity);
        // a Conversion has no field for the space that the Plan asks for
        assertThat(pod.getSpec().getVolumes()).noneMatch(volume -> volume.getEphemeral() != null);
        assertThat(pod.getSpec().getContainers().get(0).getEnv())
                .extracting(EnvVar::getName)
                .contains("V2V_vmName", "V2V_inPlace", "V2V_xfsCompatibility", "V2V_preserveStaticIPs")
                .doesNotContain("V2V_NewName", "TMPDIR");
    }

    @Test
    public void secretsOfADeletedPlanAreDeleted() {
        Plan plan = plan("deleted", spec -> spec, "mtv-win2019-warm-394");
        cluster.migrate(plan, NOW);
        cluster.awaitPhase(plan, "CopyDisks");
        cluster.client().resource(plan).delete();
        cluster.time()
                .until(
                        "the Secrets of the deleted Plan are gone",
                        () -> cluster.client()
                                .secrets()
                                .inNamespace(TestCluster.TARGET)
                                .withLabel("plan-name", "deleted")
                                .list()
                                .getItems()
                                .isEmpty());
    }

    private Plan plan(String name, UnaryOperator<PlanSpec> change, String... vms) {
        SimVm[] machines = List.of(vms).stream().map(cluster::vm).toArray(SimVm[]::new);
        return cluster.plan(name, new Ends("vc", cluster.vsphere(), "remote"), change, machines);
    }

    private static UnaryOperator<PlanSpec> hooks(String hook, String... steps) {
        return hooks(List.of(hook), steps);
    }

    private static UnaryOperator<PlanSpec> hooks(List<String> names, String... steps) {
        List<HookRef> hooks = List.of(steps).stream()
                .flatMap(step -> names.stream().map(hook -> new HookRef(new ObjectRef(hook, TestCluster.MTV), step)))
                .toList();
        return spec ->
                spec.withVms(spec.vms().stream().map(vm -> vm.withHooks(hooks)).toList());
    }
}
