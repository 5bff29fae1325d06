package mtv.sandbox.virt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.sandbox.api.ApiServer;
import mtv.sandbox.api.ApiServerConfig;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.fault.ArmedFaults;
import mtv.sandbox.fault.Faults;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** KubeVirt and CDI as a client of the API sees them, a thousand times as fast. */
public class VirtualizationTest {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final String NS = "apps";

    private SandboxClock clock;
    private ApiServer api;
    private Virtualization virtualization;
    private KubernetesClient client;

    @BeforeClass
    public void start() {
        clock = new SandboxClock(1000);
        api = ApiServer.start(ApiServerConfig.of(clock, Certificate.loopback(), Map.of()));
        client = api.clientFor("test");
        Set<String> faults =
                Set.of("disk-size-wrong", "storage-class-wrong", "agent-never-connects", "guest-conversion-fails");
        ArmedFaults armed = new ArmedFaults(faults);
        Faults onlyOnBroken = (fault, object) -> object.startsWith("broken") && armed.fires(fault, object);
        virtualization = new Virtualization(api, clock, onlyOnBroken).start();
        for (String name : List.of(NS, "other", "relaxed")) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .addToLabels(
                                    "mutatevirtualmachines.kubemacpool.io", name.equals("relaxed") ? "ignore" : "on")
                            .endMetadata()
                            .build())
                    .create();
        }
        create("""
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast}, provisioner: csi.test,
                 reclaimPolicy: Delete, volumeBindingMode: Immediate}""");
        create("""
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: slow}, provisioner: csi.test,
                 reclaimPolicy: Retain, volumeBindingMode: WaitForFirstConsumer}""");
        String profile = """
                {apiVersion: cdi.kubevirt.io/v1beta1, kind: StorageProfile, metadata: {name: fast},
                 status: {claimPropertySets: [{accessModes: [ReadWriteMany], volumeMode: Block},
                                              {accessModes: [ReadWriteOnce], volumeMode: Filesystem}]}}""";
        create(profile);
        client.resource(yaml(profile)).updateStatus();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        virtualization.close();
        api.close();
        clock.close();
    }

    @Test
    public void blankVolumeIsReadyAtOnceOnAVolumeOfTheProfilesFirstKind() {
        dataVolume("blank-1", "blank: {}", "");
        await().until(() -> phase(Kind.DATA_VOLUME, "blank-1").equals("Succeeded"));
        PersistentVolumeClaim claim = claim("blank-1");
        assertThat(claim.getStatus().getPhase()).isEqualTo("Bound");
        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
        assertThat(claim.getSpec().getVolumeMode()).isEqualTo("Block");
        assertThat(claim.getMetadata().getLabels()).doesNotContainKey("vmID");
        assertThat(claim.getMetadata().getAnnotations()).containsEntry("vmID", "vm-1");
    }

    @Test
    public void warmImportPausesAfterEachCheckpointButTheLast() {
        dataVolume("warm-1", "vddk: {uuid: u}", "checkpoints: [{previous: '', current: snap-1}],");
        await().until(() -> phase(Kind.DATA_VOLUME, "warm-1").equals("Paused"));
        assertThat(claim("warm-1").getMetadata().getAnnotations())
                .containsKey("cdi.kubevirt.io/storage.checkpoint.copied.snap-1");
        patch(Kind.DATA_VOLUME, "warm-1", """
                {spec: {finalCheckpoint: true, checkpoints: [{previous: '', current: snap-1},
                                                             {previous: snap-1, current: snap-2}]}}""");
        await().until(() -> phase(Kind.DATA_VOLUME, "warm-1").equals("Succeeded"));
        assertThat(claim("warm-1").getMetadata().getAnnotations())
                .containsKey("cdi.kubevirt.io/storage.checkpoint.copied.snap-2");
    }

    @Test
    public void brokenVolumeIsOfAnotherClassAndSize() {
        dataVolume("broken-1", "vddk: {uuid: u}", "");
        await().until(() -> client.persistentVolumeClaims()
                        .inNamespace(NS)
                        .withName("broken-1")
                        .get()
                != null);
        assertThat(claim("broken-1").getSpec().getStorageClassName()).isEqualTo("slow");
        assertThat(claim("broken-1")
                        .getSpec()
                        .getResources()
                        .getRequests()
                        .get("storage")
                        .getNumericalAmount())
                .isLessThan(java.math.BigDecimal.valueOf(2L << 30));
    }

    @Test
    public void machineRunsStopsAndLeavesNothing() {
        dataVolume("disk-a", "blank: {}", "");
        await().until(() -> phase(Kind.DATA_VOLUME, "disk-a").equals("Succeeded"));
        machine(NS, "vm-a", "Always", "disk-a", "00:50:56:00:00:0a");
        await().until(() -> holds("vm-a", "AgentConnected"));
        GenericKubernetesResource vm = get(Kind.VM, "vm-a");
        assertThat(Kube.text(vm, "status", "printableStatus")).isEqualTo("Running");
        assertThat(Kube.text(vm, "spec", "template", "spec", "domain", "machine", "type"))
                .isNotEmpty();
        GenericKubernetesResource vmi = get(Kind.VMI, "vm-a");
        assertThat(Kube.text(vmi, "status", "interfaces", 0, "mac")).isEqualTo("00:50:56:00:00:0a");
        assertThat(Kube.text(vmi, "status", "interfaces", 0, "infoSource")).contains("guest-agent");

        assertThatThrownBy(() -> subresource("vm-a", "start"))
                .isInstanceOf(KubernetesClientException.class)
                .hasFieldOrPropertyWithValue("code", 409);
        subresource("vm-a", "stop");
        await().until(() -> printable("vm-a").equals("Stopped"));
        assertThatThrownBy(() -> subresource("vm-a", "stop")).hasFieldOrPropertyWithValue("code", 409);
        assertThatThrownBy(() -> subresource("vm-none", "stop")).hasFieldOrPropertyWithValue("code", 404);
        subresource("vm-a", "start");
        await().until(() -> printable("vm-a").equals("Running"));
        assertThat(VirtualMachines.strategy(get(Kind.VM, "vm-a"))).isEqualTo("Always");

        String volume = claim("disk-a").getSpec().getVolumeName();
        client.genericKubernetesResources(Kind.DATA_VOLUME.context)
                .inNamespace(NS)
                .withName("disk-a")
                .delete();
        client.genericKubernetesResources(Kind.VM.context)
                .inNamespace(NS)
                .withName("vm-a")
                .delete();
        await().until(() -> get(Kind.VMI, "vm-a") == null);
        await().until(() -> client.persistentVolumes().withName(volume).get() == null);
    }

    @Test
    public void machineWithoutItsClaimSaysSo() {
        machine(NS, "vm-b", "Always", "no-such-claim", "00:50:56:00:00:0b");
        await().until(() -> printable("vm-b").equals("ErrorPvcNotFound"));
        dataVolume("no-such-claim", "blank: {}", "");
        await().until(() -> printable("vm-b").equals("Running"));
    }

    @Test
    public void agentOfABrokenMachineNeverConnects() {
        dataVolume("disk-b", "blank: {}", "");
        machine(NS, "broken-vm", "Always", "disk-b", "00:50:56:00:00:0f");
        await().until(() -> printable("broken-vm").equals("Running"));
        assertThat(holds("broken-vm", "AgentConnected")).isFalse();
    }

    @Test
    public void takenMacIsRefusedUnlessTheNamespaceOptedOut() {
        machine(NS, "vm-c", "Halted", "none", "00:50:56:00:00:0c");
        await().until(() -> printable("vm-c").equals("Stopped"));
        assertThatThrownBy(() -> machine("other", "vm-c", "Halted", "none", "00:50:56:00:00:0C"))
                .hasMessageContaining("kubemacpool");
        machine("relaxed", "vm-c", "Halted", "none", "00:50:56:00:00:0c");
    }

    @Test
    public void helperPodsRunOnce() {
        pod("v2v-1", "virt-v2v");
        pod("broken-v2v", "virt-v2v");
        await().until(() -> podPhase("v2v-1").equals("Succeeded"));
        await().until(() -> podPhase("broken-v2v").equals("Failed"));
    }

    private void dataVolume(String name, String source, String more) {
        create("""
                {apiVersion: cdi.kubevirt.io/v1beta1, kind: DataVolume,
                 metadata: {name: %s, namespace: apps, labels: {vmID: vm-1}, annotations: {vmID: vm-1}},
                 spec: {source: {%s}, %s
                        storage: {storageClassName: fast, resources: {requests: {storage: 2Gi}}}}}""".formatted(name, source, more));
    }

    private void machine(String namespace, String name, String strategy, String claim, String mac) {
        create("""
                {apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: {name: %s, namespace: %s},
                 spec: {runStrategy: %s, template: {metadata: {labels: {app: %s}}, spec: {
                   domain: {cpu: {sockets: 1}, devices: {interfaces: [{name: net-0, macAddress: '%s', masquerade: {}}]}},
                   networks: [{name: net-0, pod: {}}],
                   volumes: [{name: vol-0, persistentVolumeClaim: {claimName: %s}}]}}}}""".formatted(name, namespace, strategy, name, mac, claim));
    }

    private void pod(String name, String app) {
        create("""
                {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: apps, labels: {forklift.app: %s}},
                 spec: {containers: [{name: main, image: none}]}}""".formatted(name, app));
    }

    private HasMetadata create(String yaml) {
        return client.resource(yaml(yaml)).create();
    }

    /** Flow style begins with a brace, which the client would take for JSON. */
    private static String yaml(String text) {
        return "#\n" + text;
    }

    private void patch(Kind kind, String name, String yaml) {
        client.genericKubernetesResources(kind.context)
                .inNamespace(NS)
                .withName(name)
                .patch(MERGE, yaml(yaml));
    }

    private void subresource(String vm, String action) {
        client.raw(PowerSubresources.PREFIX + NS + "/virtualmachines/" + vm + "/" + action, "PUT", "{}");
    }

    private GenericKubernetesResource get(Kind kind, String name) {
        return client.genericKubernetesResources(kind.context)
                .inNamespace(NS)
                .withName(name)
                .get();
    }

    private PersistentVolumeClaim claim(String name) {
        return client.persistentVolumeClaims().inNamespace(NS).withName(name).get();
    }

    private String phase(Kind kind, String name) {
        return Kube.text(get(kind, name), "status", "phase");
    }

    private String printable(String vm) {
        return Kube.text(get(Kind.VM, vm), "status", "printableStatus");
    }

    private boolean holds(String vm, String condition) {
        return Instances.holds(get(Kind.VM, vm), condition);
    }

    private String podPhase(String name) {
        Pod pod = client.pods().inNamespace(NS).withName(name).get();
        return pod.getStatus() == null ? "" : pod.getStatus().getPhase();
    }
}
