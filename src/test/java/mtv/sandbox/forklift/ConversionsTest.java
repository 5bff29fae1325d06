package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.ResourceKind;
import mtv.sandbox.forklift.TestCluster.Ends;
import mtv.sandbox.forklift.build.Manifests;
import mtv.sandbox.forklift.runtime.Conversions;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** Conversions that a migration creates, their pods and Secrets, and Conversions that a user creates. */
public class ConversionsTest extends ClusterFixture {

    private static final MigrationSpec NOW = new MigrationSpec(null, null, null, null, null);

    @BeforeClass
    public void prepare() {
        cluster.provider(
                "vc",
                new mtv.model.ProviderSpec(
                        "vsphere",
                        cluster.vsphere().url(),
                        null,
                        Map.of("vddkInitImage", "registry.example.test/vddk:8")),
                Map.of("user", "administrator@vsphere.local", "password", "pw", "insecureSkipVerify", "true"));
        cluster.remoteProvider("remote", cluster.api().tokens().issue("kubeadmin"));
        cluster.hostProvider("host");
    }

    @Test
    public void aConversionDescribesThePodThatConvertsTheGuest() {
        Plan plan = plan("cold", "host", spec -> spec, "mtv-rhel8-sanity");
        Migration migration = cluster.migrate(plan, NOW);
        cluster.awaitCondition(migration, "Succeeded");

        GenericKubernetesResource conversion = awaitOne(plan, ended("Succeeded"));
        assertThat(conversion.getMetadata().getLabels())
                .containsEntry(Conversions.TYPE, "Remote")
                .containsEntry("plan-name", "cold")
                .containsEntry("migration", migration.getMetadata().getUid());
        assertThat(conversion.<String>get("spec", "destination", "name")).isEqualTo("host");
        assertThat(conversion.<String>get("spec", "settings", "V2V_libvirtURL"))
                .startsWith("vpx://administrator%40vsphere.local@")
                .endsWith("?no_verify=1");
        assertThat(conversion.<String>get("status", "stage")).isEqualTo("Finished");
        assertThat(conversion.<List<Map<String, Object>>>get("status", "conditions"))
                .extracting("type")
                .containsExactly("Ready");

        Pod pod = cluster.client()
                .pods()
                .inNamespace(TestCluster.TARGET)
                .withName(conversion.get("status", "pod", "name"))
                .get();
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("conversion", conversion.getMetadata().getName())
                .containsEntry("forklift.app", "virt-v2v");
        assertThat(pod.getSpec().getInitContainers()).extracting("name").containsExactly("vddk-side-car");
        assertThat(pod.getSpec().getContainers().get(0).getEnv())
                .extracting(EnvVar::getName)
                .contains("V2V_vmName", "V2V_extra_args", "LOCAL_MIGRATION")
                .doesNotContain("V2V_inPlace");
        assertThat(secrets(plan)).isEmpty();
    }

    @Test
    public void eachReaderOfTheSourceHasASecretUntilTheVmIsMigrated() {
        Plan plan = plan("secrets", "remote", spec -> spec, "mtv-win2019-79");
        Migration migration = cluster.migrate(plan, NOW);
        cluster.awaitPhase(plan, "ConvertGuest");
        assertThat(secrets(plan))
                .extracting(secret -> secret.getMetadata().getLabels().containsKey("isDV") ? "isDV" : "isV2V")
                .containsExactlyInAnyOrder("isDV", "isV2V");
        assertThat(secrets(plan)).allSatisfy(secret -> {
            assertThat(secret.getMetadata().getLabels()).containsEntry("resource", "vm-config");
            assertThat(secret.getData()).containsOnlyKeys("accessKeyId", "secretKey");
        });
        cluster.awaitCondition(migration, "Succeeded");
        assertThat(secrets(plan)).isEmpty();
    }

    @Test
    public void conversionAndPodAreDeletedIfThePlanSaysSo() {
        Plan plan = plan("tidy", "remote", spec -> spec.withDeleteGuestConversionPod(true), "mtv-rhel8-warm-sanity");
        cluster.awaitCondition(cluster.migrate(plan, NOW), "Succeeded");
        cluster.time().until("no Conversion is left", () -> conversions(plan), List::isEmpty);
        assertThat(pods(plan, "")).isEmpty();
    }

    @Test
    public void aWarmVmIsInspectedByItsOwnConversion() {
        SimVm vm = cluster.vm("mtv-rhel8-warm-2disks2nics");
        Plan plan = plan("inspected", "remote", spec -> spec.withWarm(true), vm.name());
        Migration migration =
                cluster.migrate(plan, NOW.withCutover(cluster.clock().instant()));
        GenericKubernetesResource inspection = awaitOne(plan, ended("Succeeded"));
        assertThat(inspection.getMetadata().getLabels())
                .containsOnlyKeys("plan", "vmID", Conversions.TYPE)
                .containsEntry(Conversions.TYPE, Conversions.DEEP_INSPECTION);
        assertThat(inspection.<Boolean>get("status", "inspectionResult", "allChecksPassed"))
                .isTrue();
        assertThat(pods(plan, "deep-inspection")).singleElement().satisfies(pod -> {
            assertThat(pod.getMetadata().getNamespace()).isEqualTo(TestCluster.MTV);
            assertThat(pod.getMetadata().getName())
                    .startsWith(inspection.getMetadata().getName() + "-deep-inspection-");
        });
        cluster.awaitCondition(migration, "Succeeded");
        assertThat(conversions(plan))
                .extracting(conversion -> Conversions.label(conversion, Conversions.TYPE))
                .containsExactly("InPlace");
        assertThat(pods(plan, "deep-inspection")).isEmpty();
        assertThat(secrets(plan)).isEmpty();
    }

    @Test
    public void anInspectionOnRequestRemovesTheSnapshotThatItMade() {
        SimVm vm = cluster.vm("mtv-rhel8-sanity");
        cluster.client()
                .resource(Manifests.object(
                        "secret",
                        Map.of(
                                "prefix",
                                "asked-",
                                "labels",
                                Map.of("asked", "for"),
                                "data",
                                Map.of("url", cluster.vsphere().url()))))
                .inNamespace(TestCluster.MTV)
                .create();
        String secret = cluster.client()
                .secrets()
                .inNamespace(TestCluster.MTV)
                .withLabel("asked")
                .list()
                .getItems()
                .get(0)
                .getMetadata()
                .getName();
        List<String> stages = new ArrayList<>();
        GenericKubernetesResource made = create(Map.of(
                "type",
                Conversions.DEEP_INSPECTION,
                "targetNamespace",
                TestCluster.MTV,
                "vddkImage",
                "registry.example.test/vddk:8",
                "vm",
                Map.of("id", vm.id()),
                "connection",
                Map.of("secret", Map.of("name", secret, "namespace", TestCluster.MTV))));
        GenericKubernetesResource done = cluster.await(made, "has Succeeded", now -> {
            stages.add(now.get("status", "stage"));
            return ended("Succeeded").test(now);
        });
        assertThat(stages).contains("CreatingPod");
        assertThat(done.<Object>get("status", "snapshot")).isNull();
        assertThat(cluster.vm(vm.name()).snapshots()).isEqualTo(vm.snapshots());
    }

    @Test
    public void aConversionNamesWhatItLacksAndStartsNothing() {
        GenericKubernetesResource made =
                create(Map.of("type", "Remote", "vm", Map.of(), "connection", Map.of("secret", Map.of())));
        GenericKubernetesResource seen =
                cluster.await(made, "has conditions", now -> now.get("status", "conditions") != null);
        assertThat(seen.<List<Map<String, Object>>>get("status", "conditions"))
                .extracting("type")
                .contains("DisksNotSet", "ConnectionNotSet", "VMNotSet", "TargetNamespaceNotSet")
                .doesNotContain("Ready");
        assertThat(seen.<Map<String, Object>>get("status", "pod")).isEmpty();
    }

    @Test
    public void plansHaveEventsAndMigrationsHaveNone() {
        Plan plan = plan("eventful", "remote", spec -> spec, "WIN-Legacy_2012");
        cluster.awaitCondition(cluster.migrate(plan, NOW), "Succeeded");
        cluster.time()
                .until(
                        "the Plan's Events have its end",
                        () -> events("Plan", "eventful"),
                        reasons -> reasons.contains("Succeeded"));
        assertThat(events("Migration", "eventful")).isEmpty();
    }

    @Test
    public void withoutConversionsThePlanCreatesThePods() {
        GenericKubernetesResource settings = ResourceKind.FORKLIFT_CONTROLLER
                .find(cluster.client(), TestCluster.MTV, "forklift-controller")
                .orElseThrow();
        cluster.patch(settings, "{\"spec\":{\"feature_use_conversion_cr\":\"false\"}}");
        try {
            Plan plan = plan(
                    "direct",
                    "remote",
                    spec -> spec.withWarm(true)
                            .withConversionTempStorageClass("gold")
                            .withConversionTempStorageSize("10Gi"),
                    "mtv-win2019-warm-394");
            Migration migration = cluster.migrate(plan, NOW);
            cluster.awaitPhase(plan, "CopyingPaused");
            assertThat(pods(plan, "virt-v2v-inspection")).hasSize(1);
            cluster.patch(
                    migration, "{\"spec\":{\"cutover\":\"" + cluster.clock().instant() + "\"}}");
            cluster.awaitCondition(migration, "Succeeded");
            assertThat(conversions(plan)).isEmpty();
            assertThat(pods(plan, "virt-v2v")).singleElement().satisfies(pod -> {
                assertThat(pod.getSpec().getVolumes()).anyMatch(volume -> volume.getEphemeral() != null);
                assertThat(pod.getSpec().getContainers().get(0).getEnv())
                        .extracting(EnvVar::getName)
                        .contains("TMPDIR", "V2V_inPlace");
            });
        } finally {
            cluster.patch(settings, "{\"spec\":{\"feature_use_conversion_cr\":\"true\"}}");
        }
    }

    private Plan plan(String name, String destination, UnaryOperator<PlanSpec> change, String vm) {
        return cluster.plan(name, new Ends("vc", cluster.vsphere(), destination), change, cluster.vm(vm));
    }

    private GenericKubernetesResource create(Map<String, Object> spec) {
        GenericKubernetesResource conversion = new GenericKubernetesResource();
        conversion.setApiVersion("forklift.konveyor.io/v1beta1");
        conversion.setKind("Conversion");
        conversion.setMetadata(new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
                .withGenerateName("asked-")
                .withNamespace(TestCluster.MTV)
                .build());
        conversion.setAdditionalProperty("spec", spec);
        return ResourceKind.CONVERSION.on(cluster.client()).resource(conversion).create();
    }

    private GenericKubernetesResource awaitOne(Plan plan, Predicate<GenericKubernetesResource> good) {
        return cluster.time()
                .until(
                        "one Conversion is as expected",
                        () -> conversions(plan).stream().filter(good).toList(),
                        found -> found.size() == 1)
                .get(0);
    }

    private static Predicate<GenericKubernetesResource> ended(String phase) {
        return conversion -> Conversions.phase(conversion).equals(phase);
    }

    private List<GenericKubernetesResource> conversions(Plan plan) {
        return ResourceKind.CONVERSION
                .on(cluster.client())
                .inNamespace(TestCluster.MTV)
                .withLabel("plan", plan.getMetadata().getUid())
                .list()
                .getItems();
    }

    private List<Pod> pods(Plan plan, String app) {
        return cluster
                .client()
                .pods()
                .inAnyNamespace()
                .withLabel("plan", plan.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .filter(pod -> app.isEmpty()
                        || app.equals(pod.getMetadata().getLabels().get("forklift.app")))
                .toList();
    }

    private List<Secret> secrets(Plan plan) {
        return cluster.client()
                .secrets()
                .inAnyNamespace()
                .withLabel("plan", plan.getMetadata().getUid())
                .list()
                .getItems();
    }

    private List<String> events(String kind, String name) {
        return cluster.client().v1().events().inNamespace(TestCluster.MTV).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals(kind)
                        && event.getInvolvedObject().getName().equals(name))
                .map(Event::getReason)
                .toList();
    }
}
