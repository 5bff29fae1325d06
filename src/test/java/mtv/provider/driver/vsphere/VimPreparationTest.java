package mtv.provider.driver.vsphere;

import mtv.provider.driver.PlatformBed;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.vsphere.VCenterAutomationApi;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import mtv.scenario.Preparation;
import mtv.scenario.PreparationBuilder;
import mtv.scenario.PreparationDiskBuilder;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Copies on the sandbox's vCenter, over HTTPS, that shall have other hardware in other places than their original. */
public class VimPreparationTest {

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

    /** One of each kind: as usual, shared on a controller of its own, and left out of snapshots. */
    static List<Preparation.Disk> disksOn(String datastore) {
        return List.of(
                PreparationDiskBuilder.builder().sizeGib(3).build(),
                PreparationDiskBuilder.builder()
                        .sizeGib(2)
                        .provisioning(Optional.of(Preparation.Provisioning.EAGER_ZEROED))
                        .controller(Optional.of("sata"))
                        .datastore(Optional.of(datastore))
                        .shared(true)
                        .build(),
                PreparationDiskBuilder.builder().sizeGib(1).independent(true).build());
    }

    private static Preparation everything() {
        return PreparationBuilder.builder()
                .firmware(Optional.of("efi"))
                .cpus(Optional.of(6))
                .coresPerSocket(Optional.of(3))
                .memoryMib(Optional.of(3072))
                .datastore(Optional.of("vmfs-silver"))
                .folder(Optional.of("/Sandbox/vm/Databases"))
                .host(Optional.of("esxi-02.example.test"))
                .resourcePool(Optional.of("east/Resources"))
                .disks(disksOn("nfs-gold"))
                .nics(List.of(
                        new Preparation.Nic("Prod VLAN 41", Optional.of("00:50:56:01:02:03")),
                        new Preparation.Nic("network-12", Optional.empty())))
                .build();
    }

    @Test
    public void aCopyIsPreparedAsItIsWantedAndItsOriginalIsAsBefore() throws IOException {
        List<SimVm> before = bed.vms();
        SourceDriver driver = bed.driver();
        Copy wanted = prepared(RHEL, "copy", everything());
        assertThat(driver.cannotPrepare(wanted)).isEmpty();

        driver.copy(wanted);

        SimVm copy = bed.named("copy");
        assertThat(copy)
                .extracting(SimVm::firmware, SimVm::cpus, SimVm::coresPerSocket, SimVm::memoryMib)
                .containsExactly("efi", 6, 3, 3072);
        assertThat(copy).extracting(SimVm::folder, SimVm::host).containsExactly("Databases", "host-32");
        assertThat(copy.disks())
                .extracting(disk -> disk.capacity() >> 30, SimVm.Disk::storage, SimVm.Disk::bus, SimVm.Disk::unitNumber)
                .containsExactly(
                        tuple(16L, "datastore-8", "scsi", 0),
                        tuple(3L, "datastore-8", "scsi", 1),
                        tuple(2L, "datastore-7", "sata", 0),
                        tuple(1L, "datastore-8", "scsi", 2));
        assertThat(copy.disks()).extracting(SimVm.Disk::shared).containsExactly(false, false, true, false);
        assertThat(copy.disks().get(3).mode()).isEqualTo("independent_persistent");
        assertThat(copy.disks()).extracting(SimVm.Disk::changeTracking).containsExactly(true, true, true, false);
        assertThat(copy.nics())
                .extracting(SimVm.Nic::network)
                .containsExactly("network-11", "dvportgroup-22", "network-12");
        assertThat(copy.nics().get(1).mac()).isEqualTo("00:50:56:01:02:03");
        assertThat(bed.vms()).containsAll(before);
    }

    @Test
    public void aRawDeviceIsTheLunOfTheEntry() throws IOException {
        Preparation raw = PreparationBuilder.builder()
                .disks(List.of(PreparationDiskBuilder.builder()
                        .rawDevice(Optional.of("physical"))
                        .build()))
                .build();
        bed.driver().copy(prepared(RHEL, "copy", raw));
        assertThat(bed.named("copy").disks())
                .extracting(SimVm.Disk::storageType)
                .containsExactly(SimVm.StorageType.image, SimVm.StorageType.lun);
        assertThat(bed.named("copy").disks())
                .extracting(SimVm.Disk::changeTracking)
                .containsExactly(true, false);
    }

    /** More than one controller takes. */
    @Test
    public void aFullControllerIsFollowedByAnother() throws IOException {
        Preparation twenty = PreparationBuilder.builder()
                .disks(Stream.generate(() ->
                                PreparationDiskBuilder.builder().sizeGib(1).build())
                        .limit(20)
                        .toList())
                .build();
        bed.driver().copy(prepared(RHEL, "copy", twenty));
        assertThat(bed.named("copy").disks())
                .hasSize(21)
                .allMatch(SimVm.Disk::changeTracking)
                .extracting(SimVm.Disk::controllerKey)
                .contains(1000, 1001);
        assertThat(bed.named("copy").disks())
                .filteredOn(disk -> disk.unitNumber() == 7)
                .isEmpty();
    }

    @DataProvider
    public Object[][] places() {
        return new Object[][] {
            {
                PreparationBuilder.builder().datastore(Optional.of("gone")).build(),
                "No datastore of source provider source is meant by \"gone\" in prepare; name one by its id, or by the"
                        + " last parts of its inventory path"
            },
            {
                PreparationBuilder.builder()
                        .nics(List.of(new Preparation.Nic("gone", Optional.empty())))
                        .build(),
                "No network of source provider source is meant by \"gone\""
            },
            {
                PreparationBuilder.builder()
                        .resourcePool(Optional.of("west/Resources"))
                        .build(),
                "No resource pool of source provider source is meant by \"west/Resources\""
            },
        };
    }

    @Test(dataProvider = "places")
    public void aPlaceThatIsNotThereIsToldBeforeAnythingIsDone(Preparation wanted, String told) throws IOException {
        List<SimVm> before = bed.vms();
        assertThat(bed.driver().cannotPrepare(prepared(RHEL, "copy", wanted)).orElseThrow())
                .startsWith(told);
        assertThat(bed.vms()).isEqualTo(before);
    }

    @Test
    public void aVCenterWithoutTheApiPreparesNothing() throws IOException {
        bed.answer(new VCenterAutomationApi(bed.platform()));
        assertThat(bed.driver()
                        .cannotPrepare(prepared(RHEL, "copy", everything()))
                        .orElseThrow())
                .contains("has no VI JSON API", "leave \"prepare\" of VM mtv-tests-rhel8 out");
    }
}
