package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.ResourceKind;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** VirtualMachines and their instances, as a client of the API sees them. */
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
    public void aVmRunsAndStopsAndIsDeletedWithoutTraces() {
        cluster.dataVolume("disk-a", "blank: {}", "");
        cluster.awaitPhase(ResourceKind.DATA_VOLUME, "disk-a", "Succeeded");
        cluster.machine(VirtCluster.NS, "vm-a", "Always", "disk-a", "00:50:56:00:00:0a");
        cluster.awaitCondition("vm-a", "AgentConnected");
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
        cluster.awaitStatus("vm-a", "Stopped");
        assertThatThrownBy(() -> cluster.subresource("vm-a", "stop")).hasFieldOrPropertyWithValue("code", 409);
        assertThatThrownBy(() -> cluster.subresource("vm-none", "stop")).hasFieldOrPropertyWithValue("code", 404);
        cluster.subresource("vm-a", "start");
        cluster.awaitStatus("vm-a", "Running");
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
        cluster.awaitGone(ResourceKind.VIRTUAL_MACHINE_INSTANCE, "vm-a");
        cluster.time()
                .until(
                        "the volume of the disk is gone",
                        () -> cluster.client
                                .persistentVolumes()
                                .withName(volume)
                                .get(),
                        Objects::isNull);
    }

    @Test
    public void aVmReportsAMissingClaim() {
        cluster.machine(VirtCluster.NS, "vm-b", "Always", "no-such-claim", "00:50:56:00:00:0b");
        cluster.awaitStatus("vm-b", "ErrorPvcNotFound");
        cluster.dataVolume("no-such-claim", "blank: {}", "");
        cluster.awaitStatus("vm-b", "Running");
    }

    @Test
    public void aVmCreatesAndDeletesTheVolumesOfItsTemplates() {
        cluster.create("""
                {apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: {name: vm-own, namespace: apps},
                 spec: {runStrategy: Always,
                   dataVolumeTemplates: [{metadata: {name: own-root, labels: {a: b}}, spec: {source: {blank: {}},
                     storage: {storageClassName: fast, resources: {requests: {storage: 1Gi}}}}}],
                   template: {spec: {domain: {devices: {}}, volumes: [{name: r, dataVolume: {name: own-root}}]}}}}""");
        cluster.awaitStatus("vm-own", "Running");
        GenericKubernetesResource volume = cluster.get(ResourceKind.DATA_VOLUME, "own-root");
        assertThat(volume.getMetadata().getOwnerReferences()).extracting("name").containsExactly("vm-own");
        assertThat(volume.getMetadata().getLabels()).containsEntry("a", "b").containsKey("kubevirt.io/created-by");
        ResourceKind.VIRTUAL_MACHINE
                .on(cluster.client)
                .inNamespace(VirtCluster.NS)
                .withName("vm-own")
                .delete();
        cluster.awaitGone(ResourceKind.DATA_VOLUME, "own-root");
    }

    /** The name is too long for a label value, and an instance has its name as a label. */
    @Test
    public void aVmWithALongNameDoesNotStart() {
        String name = "m".repeat(70);
        cluster.dataVolume("disk-l", "blank: {}", "");
        cluster.machine(VirtCluster.NS, name, "Always", "disk-l", "00:50:56:00:00:1d");
        cluster.awaitCondition(name, "Failure");
        assertThat(cluster.printable(name)).isEqualTo("Stopped");
    }

    @Test
    public void aManualVmStartsAndStopsOnRequestOnly() {
        cluster.dataVolume("disk-m", "blank: {}", "");
        cluster.machine(VirtCluster.NS, "vm-m", "Manual", "disk-m", "00:50:56:00:00:0d");
        cluster.awaitStatus("vm-m", "Stopped");
        cluster.subresource("vm-m", "start");
        cluster.awaitStatus("vm-m", "Running");
        String first = cluster.get(ResourceKind.VIRTUAL_MACHINE_INSTANCE, "vm-m")
                .getMetadata()
                .getUid();
        cluster.subresource("vm-m", "restart");
        cluster.time()
                .until(
                        "another instance of vm-m is there",
                        () -> cluster.get(ResourceKind.VIRTUAL_MACHINE_INSTANCE, "vm-m"),
                        vmi -> vmi != null && !first.equals(vmi.getMetadata().getUid()));
        cluster.awaitStatus("vm-m", "Running");
        cluster.subresource("vm-m", "stop");
        cluster.awaitStatus("vm-m", "Stopped");
        assertThat(VirtualMachines.strategy(cluster.get(ResourceKind.VIRTUAL_MACHINE, "vm-m")))
                .isEqualTo("Manual");
    }

    @Test
    public void anInstanceCanBePausedAndShowsItsGuest() {
        cluster.dataVolume("disk-p", "blank: {}", "");
        cluster.machine(VirtCluster.NS, "vm-p", "Always", "disk-p", "00:50:56:00:00:0e");
        cluster.awaitStatus("vm-p", "Running");
        assertThatThrownBy(() -> cluster.instance("PUT", "vm-p", "unpause")).hasFieldOrPropertyWithValue("code", 409);
        cluster.instance("PUT", "vm-p", "pause");
        cluster.awaitStatus("vm-p", "Paused");
        assertThatThrownBy(() -> cluster.instance("PUT", "vm-p", "pause")).hasFieldOrPropertyWithValue("code", 409);
        cluster.instance("PUT", "vm-p", "unpause");
        cluster.awaitCondition("vm-p", "AgentConnected");
        assertThat(cluster.instance("GET", "vm-p", "guestosinfo")).contains("linux");
    }

    @Test
    public void aPortForwardReachesARunningGuest() {
        cluster.machine(VirtCluster.NS, "vm-s", "Halted", "disk-s", "00:50:56:00:00:0f");
        cluster.awaitStatus("vm-s", "Stopped");
        assertThat(cluster.portForward("vm-s", 22)).isEqualTo("HTTP 404");
        cluster.dataVolume("disk-s", "blank: {}", "");
        cluster.subresource("vm-s", "start");
        cluster.awaitStatus("vm-s", "Running");
        assertThat(cluster.portForward("vm-s", 22)).startsWith("SSH-2.0-");
        assertThat(cluster.portForward("vm-s", 23)).isEqualTo("HTTP 500");
        assertThatThrownBy(() -> cluster.instance("GET", "vm-s", "portforward/22"))
                .hasFieldOrPropertyWithValue("code", 400);
        assertThatThrownBy(() -> cluster.instance("GET", "vm-s", "portforward"))
                .hasFieldOrPropertyWithValue("code", 404);
    }

    @Test
    public void aTakenMacIsRefusedUnlessTheNamespaceOptedOut() {
        cluster.machine(VirtCluster.NS, "vm-c", "Halted", "none", "00:50:56:00:00:0c");
        cluster.awaitStatus("vm-c", "Stopped");
        assertThatThrownBy(() -> cluster.machine("other", "vm-c", "Halted", "none", "00:50:56:00:00:0C"))
                .hasMessageContaining("kubemacpool");
        cluster.machine("relaxed", "vm-c", "Halted", "none", "00:50:56:00:00:0c");
    }
}
