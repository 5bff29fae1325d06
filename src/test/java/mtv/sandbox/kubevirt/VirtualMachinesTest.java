package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.ResourceKind;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** KubeVirt as a client of the API sees it, a thousand times as fast. */
public class VirtualMachinesTest {

    private VirtCluster cluster;

    @BeforeClass
    public void start() {
        cluster = new VirtCluster();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        cluster.close();
    }

    @Test
    public void machineRunsStopsAndLeavesNothing() {
        cluster.dataVolume("disk-a", "blank: {}", "");
        await().until(() -> cluster.phase(ResourceKind.DATA_VOLUME, "disk-a").equals("Succeeded"));
        cluster.machine(VirtCluster.NS, "vm-a", "Always", "disk-a", "00:50:56:00:00:0a");
        await().until(() -> cluster.holds("vm-a", "AgentConnected"));
        GenericKubernetesResource vm = cluster.get(ResourceKind.VIRTUAL_MACHINE, "vm-a");
        assertThat(VirtClient.text(vm, "status", "printableStatus")).isEqualTo("Running");
        assertThat(VirtClient.text(vm, "spec", "template", "spec", "domain", "machine", "type"))
                .isNotEmpty();
        GenericKubernetesResource vmi = cluster.get(ResourceKind.VIRTUAL_MACHINE_INSTANCE, "vm-a");
        assertThat(VirtClient.text(vmi, "status", "interfaces", 0, "mac")).isEqualTo("00:50:56:00:00:0a");
        assertThat(VirtClient.text(vmi, "status", "interfaces", 0, "infoSource"))
                .contains("guest-agent");

        assertThatThrownBy(() -> cluster.subresource("vm-a", "start"))
                .isInstanceOf(KubernetesClientException.class)
                .hasFieldOrPropertyWithValue("code", 409);
        cluster.subresource("vm-a", "stop");
        await().until(() -> cluster.printable("vm-a").equals("Stopped"));
        assertThatThrownBy(() -> cluster.subresource("vm-a", "stop")).hasFieldOrPropertyWithValue("code", 409);
        assertThatThrownBy(() -> cluster.subresource("vm-none", "stop")).hasFieldOrPropertyWithValue("code", 404);
        cluster.subresource("vm-a", "start");
        await().until(() -> cluster.printable("vm-a").equals("Running"));
        assertThat(VirtualMachines.strategy(cluster.get(ResourceKind.VIRTUAL_MACHINE, "vm-a")))
                .isEqualTo("Always");

        String volume = cluster.claim("disk-a").getSpec().getVolumeName();
        ResourceKind.DATA_VOLUME
                .on(cluster.client)
                .inNamespace(VirtCluster.NS)
                .withName("disk-a")
                .delete();
        ResourceKind.VIRTUAL_MACHINE
                .on(cluster.client)
                .inNamespace(VirtCluster.NS)
                .withName("vm-a")
                .delete();
        await().until(() -> cluster.get(ResourceKind.VIRTUAL_MACHINE_INSTANCE, "vm-a") == null);
        await().until(() -> cluster.client.persistentVolumes().withName(volume).get() == null);
    }

    @Test
    public void machineWithoutItsClaimSaysSo() {
        cluster.machine(VirtCluster.NS, "vm-b", "Always", "no-such-claim", "00:50:56:00:00:0b");
        await().until(() -> cluster.printable("vm-b").equals("ErrorPvcNotFound"));
        cluster.dataVolume("no-such-claim", "blank: {}", "");
        await().until(() -> cluster.printable("vm-b").equals("Running"));
    }

    @Test
    public void aMachineMakesTheVolumesOfItsTemplatesAndTakesThemAlong() {
        cluster.create("""
                {apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: {name: vm-own, namespace: apps},
                 spec: {runStrategy: Always,
                   dataVolumeTemplates: [{metadata: {name: own-root, labels: {a: b}}, spec: {source: {blank: {}},
                     storage: {storageClassName: fast, resources: {requests: {storage: 1Gi}}}}}],
                   template: {spec: {domain: {devices: {}}, volumes: [{name: r, dataVolume: {name: own-root}}]}}}}""");
        await().until(() -> cluster.printable("vm-own").equals("Running"));
        GenericKubernetesResource volume = cluster.get(ResourceKind.DATA_VOLUME, "own-root");
        assertThat(volume.getMetadata().getOwnerReferences()).extracting("name").containsExactly("vm-own");
        assertThat(volume.getMetadata().getLabels()).containsEntry("a", "b").containsKey("kubevirt.io/created-by");
        ResourceKind.VIRTUAL_MACHINE
                .on(cluster.client)
                .inNamespace(VirtCluster.NS)
                .withName("vm-own")
                .delete();
        await().until(() -> cluster.get(ResourceKind.DATA_VOLUME, "own-root") == null);
    }

    /** Its name is no label value, and so no label of an instance. */
    @Test
    public void aMachineWithALongNameDoesNotStart() {
        String name = "m".repeat(70);
        cluster.dataVolume("disk-l", "blank: {}", "");
        cluster.machine(VirtCluster.NS, name, "Always", "disk-l", "00:50:56:00:00:1d");
        await().until(() -> cluster.holds(name, "Failure"));
        assertThat(cluster.printable(name)).isEqualTo("Stopped");
    }

    @Test
    public void aManualMachineRunsAndStopsOnRequestOnly() {
        cluster.dataVolume("disk-m", "blank: {}", "");
        cluster.machine(VirtCluster.NS, "vm-m", "Manual", "disk-m", "00:50:56:00:00:0d");
        await().until(() -> cluster.printable("vm-m").equals("Stopped"));
        cluster.subresource("vm-m", "start");
        await().until(() -> cluster.printable("vm-m").equals("Running"));
        String first = cluster.get(ResourceKind.VIRTUAL_MACHINE_INSTANCE, "vm-m")
                .getMetadata()
                .getUid();
        cluster.subresource("vm-m", "restart");
        await().until(() -> Optional.ofNullable(cluster.get(ResourceKind.VIRTUAL_MACHINE_INSTANCE, "vm-m"))
                .filter(vmi -> !first.equals(vmi.getMetadata().getUid()))
                .isPresent());
        await().until(() -> cluster.printable("vm-m").equals("Running"));
        cluster.subresource("vm-m", "stop");
        await().until(() -> cluster.printable("vm-m").equals("Stopped"));
        assertThat(VirtualMachines.strategy(cluster.get(ResourceKind.VIRTUAL_MACHINE, "vm-m")))
                .isEqualTo("Manual");
    }

    @Test
    public void anInstanceIsPausedAndTellsOfItsGuest() {
        cluster.dataVolume("disk-p", "blank: {}", "");
        cluster.machine(VirtCluster.NS, "vm-p", "Always", "disk-p", "00:50:56:00:00:0e");
        await().until(() -> cluster.printable("vm-p").equals("Running"));
        assertThatThrownBy(() -> cluster.instance("PUT", "vm-p", "unpause")).hasFieldOrPropertyWithValue("code", 409);
        cluster.instance("PUT", "vm-p", "pause");
        await().until(() -> cluster.printable("vm-p").equals("Paused"));
        assertThatThrownBy(() -> cluster.instance("PUT", "vm-p", "pause")).hasFieldOrPropertyWithValue("code", 409);
        cluster.instance("PUT", "vm-p", "unpause");
        await().until(() -> cluster.holds("vm-p", "AgentConnected"));
        assertThat(cluster.instance("GET", "vm-p", "guestosinfo")).contains("linux");
    }

    @Test
    public void aPortForwardLeadsIntoARunningGuest() {
        cluster.machine(VirtCluster.NS, "vm-s", "Halted", "disk-s", "00:50:56:00:00:0f");
        await().until(() -> cluster.printable("vm-s").equals("Stopped"));
        assertThat(cluster.portForward("vm-s", 22)).isEqualTo("HTTP 404");
        cluster.dataVolume("disk-s", "blank: {}", "");
        cluster.subresource("vm-s", "start");
        await().until(() -> cluster.printable("vm-s").equals("Running"));
        assertThat(cluster.portForward("vm-s", 22)).startsWith("SSH-2.0-");
        assertThat(cluster.portForward("vm-s", 23)).isEqualTo("HTTP 500");
        assertThatThrownBy(() -> cluster.instance("GET", "vm-s", "portforward/22"))
                .hasFieldOrPropertyWithValue("code", 400);
        assertThatThrownBy(() -> cluster.instance("GET", "vm-s", "portforward"))
                .hasFieldOrPropertyWithValue("code", 404);
    }

    @Test
    public void takenMacIsRefusedUnlessTheNamespaceOptedOut() {
        cluster.machine(VirtCluster.NS, "vm-c", "Halted", "none", "00:50:56:00:00:0c");
        await().until(() -> cluster.printable("vm-c").equals("Stopped"));
        assertThatThrownBy(() -> cluster.machine("other", "vm-c", "Halted", "none", "00:50:56:00:00:0C"))
                .hasMessageContaining("kubemacpool");
        cluster.machine("relaxed", "vm-c", "Halted", "none", "00:50:56:00:00:0c");
    }
}
