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

    @Test
    public void helperPodsRunOnce() {
        cluster.pod("v2v-1", "virt-v2v");
        cluster.time().until("the pod has Succeeded", () -> cluster.podPhase("v2v-1"), "Succeeded"::equals);
    }
}
