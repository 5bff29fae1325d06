package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import mtv.model.ResourceKind;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** CDI, storage and the pods that fill disks, as a client of the API sees them. */
public class VolumesTest {

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
    public void aBlankVolumeIsReadyAtOnceWithTheModesOfItsProfile() {
        cluster.dataVolume("blank-1", "blank: {}", "");
        cluster.awaitPhase(ResourceKind.DATA_VOLUME, "blank-1", "Succeeded");
        PersistentVolumeClaim claim = cluster.claim("blank-1");
        assertThat(claim.getStatus().getPhase()).isEqualTo("Bound");
        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
        assertThat(claim.getSpec().getVolumeMode()).isEqualTo("Block");
        assertThat(claim.getMetadata().getLabels()).containsEntry("vmID", "vm-1");
        assertThat(claim.getMetadata().getAnnotations()).containsEntry("vmID", "vm-1");
    }

    @Test
    public void aWarmImportPausesAfterEachCheckpointButTheLast() {
        cluster.dataVolume("warm-1", "vddk: {uuid: u}", "checkpoints: [{previous: '', current: snap-1}],");
        cluster.awaitPhase(ResourceKind.DATA_VOLUME, "warm-1", "Paused");
        assertThat(cluster.claim("warm-1").getMetadata().getAnnotations())
                .containsKey("cdi.kubevirt.io/storage.checkpoint.copied.snap-1");
        cluster.patch(ResourceKind.DATA_VOLUME, "warm-1", """
                {spec: {finalCheckpoint: true, checkpoints: [{previous: '', current: snap-1},
                                                             {previous: snap-1, current: snap-2}]}}""");
        cluster.awaitPhase(ResourceKind.DATA_VOLUME, "warm-1", "Succeeded");
        assertThat(cluster.claim("warm-1").getMetadata().getAnnotations())
                .containsKey("cdi.kubevirt.io/storage.checkpoint.copied.snap-2");
    }

    /** Which says neither its class nor its size. */
    @Test
    public void aVolumeOfADataSourceIsAsLargeAsTheClaimThatItLeadsTo() {
        cluster.dataVolume("golden", "blank: {}", "");
        cluster.awaitPhase(ResourceKind.DATA_VOLUME, "golden", "Succeeded");
        cluster.create("""
                {apiVersion: cdi.kubevirt.io/v1beta1, kind: DataSource, metadata: {name: os, namespace: apps},
                 spec: {source: {pvc: {name: golden, namespace: apps}}}}""");
        cluster.create("""
                {apiVersion: cdi.kubevirt.io/v1beta1, kind: DataVolume, metadata: {name: of-os, namespace: apps},
                 spec: {sourceRef: {kind: DataSource, name: os}, storage: {}}}""");
        cluster.awaitPhase(ResourceKind.DATA_VOLUME, "of-os", "Succeeded");
        PersistentVolumeClaim claim = cluster.claim("of-os");
        PersistentVolumeClaim golden = cluster.claim("golden");
        assertThat(claim.getSpec().getResources().getRequests())
                .isEqualTo(golden.getSpec().getResources().getRequests());
        assertThat(claim.getSpec().getStorageClassName())
                .isEqualTo(golden.getSpec().getStorageClassName());
    }

    @Test
    public void aVolumeOfNoDataSourceSaysSo() {
        cluster.create("""
                {apiVersion: cdi.kubevirt.io/v1beta1, kind: DataVolume, metadata: {name: of-none, namespace: apps},
                 spec: {sourceRef: {kind: DataSource, name: none, namespace: other}, storage: {}}}""");
        cluster.awaitPhase(ResourceKind.DATA_VOLUME, "of-none", "Pending");
        assertThat(VirtClient.list(cluster.get(ResourceKind.DATA_VOLUME, "of-none"), "status", "conditions"))
                .anyMatch(condition -> "Source DataSource other/none not found".equals(condition.get("message")));
    }

    @Test
    public void helperPodsRunOnce() {
        cluster.pod("v2v-1", "virt-v2v");
        cluster.time().until("the pod has Succeeded", () -> cluster.podPhase("v2v-1"), "Succeeded"::equals);
    }
}
