package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.provider.ParallelCopies;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.scenario.Power;
import mtv.scenario.Preparation;
import mtv.scenario.PreparationBuilder;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The driver of vSphere against VMware's own simulator, which nobody here has written. */
@Test(groups = "clients")
public class VcsimTest {

    private static final String VM = "DC0_H0_VM0";
    private static final String DEVICES = "config.hardware.device";

    private Vcsim vcsim;

    @BeforeClass(alwaysRun = true)
    public void start() throws Exception {
        vcsim = Vcsim.start();
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        if (vcsim != null) {
            vcsim.close();
        }
    }

    private Copy copy(String name, Preparation preparation) throws IOException {
        return new Copy(VM, vcsim.ref(VM).id(), name, true, Optional.of(Power.ON), preparation);
    }

    private static List<JsonNode> devices(Map<String, JsonNode> vm, String... types) {
        return vm.get(DEVICES)
                .valueStream()
                .filter(device ->
                        List.of(types).contains(device.path("_typeName").asText()))
                .toList();
    }

    private static List<String> options(Map<String, JsonNode> vm) {
        return vm.get("config.extraConfig")
                .valueStream()
                .map(option -> option.path("key").asText() + "="
                        + VimService.value(option.path("value")).asText())
                .toList();
    }

    @Test
    public void aCopyIsTrackedAndOnAndItsOriginalIsAsBefore() throws IOException {
        Map<String, JsonNode> before = vcsim.vm(VM, "config", "runtime.powerState");
        SourceDriver driver = vcsim.driver();
        assertThat(driver.find(VM, Optional.empty())).contains(vcsim.ref(VM).id());
        assertThat(driver.cannotTrack()).isEmpty();

        driver.copy(copy("tracked", Preparation.NONE));

        Map<String, JsonNode> made =
                vcsim.vm("tracked", "config.changeTrackingEnabled", "config.extraConfig", "runtime.powerState");
        assertThat(made.get("config.changeTrackingEnabled").asBoolean()).isTrue();
        assertThat(options(made)).contains("scsi0:0.ctkEnabled=TRUE");
        assertThat(made.get("runtime.powerState").asText()).isEqualTo("poweredOn");
        assertThat(vcsim.vm(VM, "config", "runtime.powerState")).isEqualTo(before);
        driver.delete("tracked");
        driver.delete("tracked");
        driver.close();
        assertThat(vcsim.vms("name")).noneMatch(vm -> vm.get("name").asText().equals("tracked"));
    }

    @Test
    public void aCopyIsPreparedAsItIsWanted() throws IOException {
        Preparation wanted = PreparationBuilder.builder()
                .firmware(Optional.of("efi"))
                .cpus(Optional.of(4))
                .coresPerSocket(Optional.of(2))
                .memoryMib(Optional.of(2048))
                .guestInfo(Map.of("guestinfo.metadata", "bG9jYWw="))
                .datastore(Optional.of("LocalDS_0"))
                .resourcePool(Optional.of("DC0_C0/Resources"))
                .disks(VimPreparationTest.disksOn("LocalDS_0"))
                .nics(List.of(
                        new Preparation.Nic("DC0_DVPG0", Optional.of("00:50:56:01:02:03")),
                        new Preparation.Nic("VM Network", Optional.empty())))
                .build();
        SourceDriver driver = vcsim.driver();
        assertThat(driver.cannotPrepare(copy("prepared", wanted))).isEmpty();

        driver.copy(copy("prepared", wanted));

        Map<String, JsonNode> made = vcsim.vm(
                "prepared",
                DEVICES,
                "config.firmware",
                "config.extraConfig",
                "config.hardware.numCPU",
                "config.hardware.numCoresPerSocket",
                "config.hardware.memoryMB");
        assertThat(made.get("config.firmware").asText()).isEqualTo("efi");
        assertThat(options(made)).contains("guestinfo.metadata=bG9jYWw=", "scsi0:0.ctkEnabled=TRUE");
        assertThat(made.get("config.hardware.numCPU").asInt()).isEqualTo(4);
        assertThat(made.get("config.hardware.numCoresPerSocket").asInt()).isEqualTo(2);
        assertThat(made.get("config.hardware.memoryMB").asInt()).isEqualTo(2048);
        List<JsonNode> disks = devices(made, "VirtualDisk");
        assertThat(disks.subList(1, disks.size()))
                .extracting(disk -> disk.path("capacityInKB").asLong() >> 20)
                .containsExactly(3L, 2L, 1L);
        assertThat(disks.get(2).at("/backing/sharing").asText()).isEqualTo("sharingMultiWriter");
        assertThat(disks.get(2).at("/backing/eagerlyScrub").asBoolean()).isTrue();
        assertThat(disks.get(3).at("/backing/diskMode").asText()).isEqualTo("independent_persistent");
        assertThat(devices(made, "VirtualAHCIController"))
                .extracting(controller -> controller.path("key").asInt())
                .containsExactly(disks.get(2).path("controllerKey").asInt());
        List<JsonNode> nics = devices(made, "VirtualVmxnet3");
        assertThat(nics).hasSize(2);
        assertThat(nics.get(0).path("macAddress").asText()).isEqualTo("00:50:56:01:02:03");
        assertThat(nics.get(0).at("/backing/port/portgroupKey").asText()).startsWith("dvportgroup-");
        assertThat(nics.get(1).at("/backing/deviceName").asText()).isEqualTo("VM Network");
        driver.delete("prepared");
        driver.close();
    }

    @Test
    public void snapshotsAreATreeAndACloneIsLinkedToOne() throws IOException {
        Preparation tree = PreparationBuilder.builder()
                .snapshots(List.of(new Preparation.Snapshot(
                        "root",
                        List.of(
                                new Preparation.Snapshot("left", List.of()),
                                new Preparation.Snapshot("right", List.of())))))
                .build();
        SourceDriver driver = vcsim.driver();
        driver.copy(copy("with-snapshots", tree));

        JsonNode roots = vcsim.vm("with-snapshots", "snapshot.rootSnapshotList").get("snapshot.rootSnapshotList");
        assertThat(roots).hasSize(1);
        assertThat(roots.get(0).path("name").asText()).isEqualTo("root");
        assertThat(roots.get(0).path("childSnapshotList").valueStream())
                .extracting(child -> child.path("name").asText())
                .containsExactly("left", "right");

        String id = vcsim.ref("with-snapshots").id();
        Copy linked = new Copy(
                "with-snapshots",
                id,
                "linked",
                false,
                Optional.of(Power.OFF),
                PreparationBuilder.builder()
                        .linkedToSnapshot(Optional.of("left"))
                        .build());
        assertThat(driver.cannotPrepare(linked)).isEmpty();
        driver.copy(linked);
        assertThat(vcsim.vm("linked", "runtime.powerState")
                        .get("runtime.powerState")
                        .asText())
                .isEqualTo("poweredOff");
        driver.delete("linked");
        driver.delete("with-snapshots");
        driver.close();
    }

    /** A name is unique in its folder only. */
    @Test
    public void twoVmsOfOneNameAreToldApartByTheirIds() throws IOException {
        VimService.Ref vmFolder = VimService.Ref.of(vcsim.vm(VM, "parent").get("parent"));
        VimService.Ref other = VimService.Ref.of(
                vcsim.call(vmFolder, "CreateFolder", VimService.parameters().put("name", "other")));
        SourceDriver driver = vcsim.driver();
        Preparation elsewhere =
                PreparationBuilder.builder().folder(Optional.of(other.id())).build();
        driver.copy(copy("twin", Preparation.NONE));
        driver.copy(copy("twin", elsewhere));

        SourceDriver another = vcsim.driver();
        assertThatThrownBy(() -> another.find("twin", Optional.empty()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("\"id\" or by \"path\"");
        List<String> ids = vcsim.vms("name").stream()
                .filter(vm -> vm.get("name").asText().equals("twin"))
                .map(vm -> VimService.Ref.of(vm.get(VimProperties.SELF)).id())
                .toList();
        assertThat(ids)
                .hasSize(2)
                .allSatisfy(
                        id -> assertThat(another.find("twin", Optional.of(id))).contains(id));
        driver.close();
        another.close();
    }

    @Test
    public void fiftyCopiesAreMadeAndDeleted() throws IOException {
        int before = vcsim.vms("name").size();
        SourceDriver driver = vcsim.driver();
        List<Copy> copies = IntStream.range(0, 50)
                .mapToObj(i -> {
                    try {
                        return copy("many-" + i, Preparation.NONE);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        new ParallelCopies(8).each(copies, Copy::name, driver::copy);
        assertThat(vcsim.vms("name", "runtime.powerState", "config.changeTrackingEnabled"))
                .filteredOn(vm -> vm.get("name").asText().startsWith("many-"))
                .hasSize(50)
                .allMatch(vm -> vm.get("runtime.powerState").asText().equals("poweredOn")
                        && vm.get("config.changeTrackingEnabled").asBoolean());
        for (Copy each : copies) {
            driver.delete(each.name());
        }
        assertThat(vcsim.vms("name")).hasSize(before);
        driver.close();
    }

    @Test
    public void aSessionThatVCenterHasEndedIsRenewed() throws IOException {
        SourceDriver driver = vcsim.driver();
        driver.copy(copy("first", Preparation.NONE));
        assertThat(vcsim.endSessions()).isPositive();
        driver.copy(copy("second", Preparation.NONE));
        assertThat(vcsim.endSessions()).isPositive();
        driver.delete("first");
        driver.delete("second");
        assertThat(vcsim.vms("name"))
                .noneMatch(
                        vm -> List.of("first", "second").contains(vm.get("name").asText()));
        driver.close();
    }

    @Test
    public void aTaskThatFailsIsToldAsVCenterTellsIt() throws IOException {
        SourceDriver driver = vcsim.driver();
        driver.copy(copy("taken", Preparation.NONE));
        assertThatThrownBy(() -> driver.copy(copy("taken", Preparation.NONE)))
                .isInstanceOf(VimFault.class)
                .hasMessageContaining("clone VM " + VM + " to taken")
                .hasMessageContaining("DuplicateName");
        driver.delete("taken");
        driver.close();
    }

    @Test
    public void aWrongPasswordIsToldWithWhereItStands() {
        assertThatThrownBy(() -> vcsim.driver("wrong").find(VM, Optional.empty()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("InvalidLogin")
                .hasMessageContaining("check username and password of source in the providers file");
    }
}
