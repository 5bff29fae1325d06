package mtv.provider.driver.openstack;

import mtv.provider.driver.PlatformBed;
import mtv.provider.driver.SourceDriver;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.PowerState;
import mtv.sandbox.sources.openstack.OpenStackCloud;
import mtv.scenario.Power;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The driver for OpenStack against the sandbox's cloud, over HTTPS. */
public class OpenStackDriverTest {

    private static final String TWO_DISKS = "api-02";
    private static final String OF_IMAGE = "image-booted";
    private static final Duration SHORT = Duration.ofMillis(500);

    private PlatformBed<OpenStackCloud> bed;

    @BeforeClass
    public void start() {
        bed = new PlatformBed<>(PlatformType.OPENSTACK, OpenStackCloud::new);
    }

    @BeforeMethod
    public void renew() {
        bed.renew();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        bed.close();
    }

    @Test
    public void aCopyHasTheSameFlavorDisksAndNetworksAndItsOriginalIsAsBefore() throws IOException {
        List<SimVm> before = bed.vms();
        SourceDriver driver = bed.driver();
        assertThat(driver.find(TWO_DISKS, Optional.empty()))
                .contains(bed.named(TWO_DISKS).id());

        driver.copy(bed.copyOf(TWO_DISKS, "copy", Power.ON));

        SimVm original = bed.named(TWO_DISKS);
        SimVm copy = bed.named("copy");
        assertThat(copy.power()).isEqualTo(PowerState.poweredOn);
        assertThat(copy.flavor()).isEqualTo(original.flavor());
        assertThat(copy.disks())
                .extracting(SimVm.Disk::capacity)
                .isEqualTo(original.disks().stream().map(SimVm.Disk::capacity).toList());
        assertThat(copy.disks())
                .extracting(SimVm.Disk::id)
                .doesNotContainAnyElementsOf(
                        original.disks().stream().map(SimVm.Disk::id).toList());
        assertThat(copy.nics())
                .extracting(SimVm.Nic::network)
                .isEqualTo(original.nics().stream().map(SimVm.Nic::network).toList());
        assertThat(bed.vms()).containsAll(before);
        assertThat(bed.protocol().tokens()).isEqualTo(1);
        driver.close();
        assertThat(bed.protocol().tokens()).isZero();
    }

    /** Nova starts every new server; other platforms leave a copy off. */
    @Test
    public void aCopyThatNobodyWantsOnIsOff() throws IOException {
        bed.driver().copy(bed.copyOf(TWO_DISKS, "copy", Power.OFF));
        assertThat(bed.named("copy").power()).isEqualTo(PowerState.poweredOff);
    }

    @Test
    public void whatIsOnAServersOwnDiskComesAlongAsAnImageThatGoesWithTheCopy() throws IOException {
        SourceDriver driver = bed.driver();
        driver.copy(bed.copyOf(OF_IMAGE, "copy", Power.OFF));
        String image = bed.named("copy").image();
        assertThat(image).isNotEqualTo(bed.named(OF_IMAGE).image());
        assertThat(images()).contains(image);

        driver.delete("copy");

        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("copy");
        assertThat(images()).doesNotContain(image).contains(bed.named(OF_IMAGE).image());
    }

    /** The one that was copied is the one that the copy is like. */
    @Test
    public void eachServerOfAnImageIsCopiedAsItIs() throws IOException {
        SimVm first = bed.named(OF_IMAGE);
        String second = bed.named(TWO_DISKS).id();
        bed.platform()
                .change(
                        second,
                        vm -> vm.with()
                                .image(first.image())
                                .disks(List.of())
                                .memoryMib(1234)
                                .build());

        bed.driver().copy(bed.copyOf(TWO_DISKS, "copy", Power.OFF));
        bed.driver().copy(bed.copyOf(OF_IMAGE, "another", Power.OFF));

        assertThat(bed.named("copy").memoryMib()).isEqualTo(1234);
        assertThat(bed.named("another").memoryMib()).isEqualTo(first.memoryMib());
        assertThat(bed.named("copy").disks()).isEmpty();
    }

    private List<String> images() {
        return bed.platform().catalog().images().stream().map(Catalog.Image::id).toList();
    }

    @Test
    public void aTokenThatHasEndedIsRenewed() throws IOException {
        SourceDriver driver = bed.driver();
        assertThat(driver.find(TWO_DISKS, Optional.empty())).isPresent();
        bed.protocol().endTokens();
        assertThat(driver.find(TWO_DISKS, Optional.of(bed.named(TWO_DISKS).id())))
                .isPresent();
        assertThat(bed.protocol().tokens()).isEqualTo(1);
    }

    @Test
    public void whatIsNotThereIsNotFoundAndAWrongPasswordIsTold() throws IOException {
        assertThat(bed.driver().find("nowhere", Optional.empty())).isEmpty();
        assertThat(bed.driver().find("api.02", Optional.empty())).isEmpty();
        assertThat(bed.driver().find(TWO_DISKS, Optional.of("0815"))).isEmpty();
        assertThatThrownBy(() -> bed.strangersDriver().find(TWO_DISKS, Optional.empty()))
                .hasMessageMatching(
                        "OpenStack localhost:\\d+ refused user mtv of domain Default for project mtv \\(401\\);"
                                + " check source in the providers file");
    }

    @Test
    public void twoVmsOfOneNameAreToldApartById() throws IOException {
        SourceDriver driver = bed.driver();
        bed.platform().change(bed.named(OF_IMAGE).id(), vm -> vm.withName(TWO_DISKS));
        assertThatThrownBy(() -> driver.find(TWO_DISKS, Optional.empty()))
                .hasMessage(
                        "2 VMs on source provider source have the name api-02; say which by \"id\" beside its name in"
                                + " the scenario");
    }

    @Test
    public void aServerThatCannotBeBuiltIsToldWithItsFaultAndCanBeDeleted() throws IOException {
        bed.faults().arm("clone-task-fails");
        SourceDriver driver = bed.driver();
        assertThatThrownBy(() -> driver.copy(bed.copyOf(TWO_DISKS, "copy", Power.OFF)))
                .hasMessageMatching("OpenStack localhost:\\d+ could not clone VM api-02 to copy: servers/\\S+ is ERROR,"
                        + " Insufficient disk space .*");
        driver.delete("copy");
        driver.delete("copy");
        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("copy");
    }

    /** The run was stopped, or time was up, when there were volumes and no server yet. */
    @Test
    public void volumesOfACopyThatNeverBecameAServerAreDeleted() throws IOException {
        SourceDriver driver = bed.driver();
        try (SandboxClock.Hold still = bed.hold()) {
            assertThatThrownBy(() -> bed.driver(SHORT).copy(bed.copyOf(TWO_DISKS, "copy", Power.OFF)))
                    .as("while %s", still)
                    .hasMessageContaining("could clone VM api-02 to copy");
        }
        assertThat(bed.protocol().freeVolumes()).isEqualTo(2);
        driver.delete("copy");
        assertThat(bed.protocol().freeVolumes()).isZero();
    }

    @Test
    public void aCopyThatTakesTooLongIsTold() {
        bed.faults().arm("clone-slow");
        assertThatThrownBy(() -> bed.driver(SHORT).copy(bed.copyOf(TWO_DISKS, "copy", Power.OFF)))
                .hasMessageContaining("could clone VM api-02 to copy");
    }
}
