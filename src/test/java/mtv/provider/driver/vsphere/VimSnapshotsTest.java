package mtv.provider.driver.vsphere;

import mtv.provider.driver.PlatformBed;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import mtv.scenario.Preparation;
import mtv.scenario.PreparationBuilder;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Snapshots of copies on the sandbox's vCenter, over HTTPS, and clones that are linked to one. */
public class VimSnapshotsTest {

    private static final String RHEL = "mtv-tests-rhel8";

    private PlatformBed<VimJsonApi> bed;

    @BeforeClass
    public void start() {
        bed = new PlatformBed<>(PlatformType.VSPHERE, VimJsonApi::new);
    }

    @BeforeMethod
    public void renew() {
        bed.renew();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        bed.close();
    }

    private Copy prepared(String name, String copy, Preparation preparation) {
        return new Copy(name, bed.named(name).id(), copy, true, Optional.empty(), preparation);
    }

    @Test
    public void snapshotsAreATreeWithBranches() throws IOException {
        Preparation.Snapshot leaf = new Preparation.Snapshot("leaf", List.of());
        Preparation tree = PreparationBuilder.builder()
                .snapshots(List.of(new Preparation.Snapshot(
                        "root",
                        List.of(
                                new Preparation.Snapshot("left", List.of(leaf)),
                                new Preparation.Snapshot("right", List.of())))))
                .build();
        bed.driver().copy(prepared(RHEL, "copy", tree));

        assertThat(bed.named("copy").snapshots()).hasSize(4);
        assertThat(bed.protocol().snapshots(bed.named("copy"))).isEqualTo("root(left(leaf()) right())");
    }

    @Test
    public void aLinkedCloneNeedsASnapshotOfThatName() throws IOException {
        String snapshot = bed.named("ubuntu-no-tools").snapshots().get(0);
        Preparation linked = PreparationBuilder.builder()
                .linkedToSnapshot(Optional.of(snapshot))
                .build();
        SourceDriver driver = bed.driver();
        assertThat(driver.cannotPrepare(prepared("ubuntu-no-tools", "copy", linked)))
                .isEmpty();
        driver.copy(prepared("ubuntu-no-tools", "copy", linked));
        assertThat(bed.named("copy").disks()).hasSize(1);

        assertThat(driver.cannotPrepare(prepared(RHEL, "other", linked)).orElseThrow())
                .startsWith(
                        "VM mtv-tests-rhel8 of source provider source has not one snapshot of the name " + snapshot);
    }
}
