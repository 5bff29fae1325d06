package mtv.sandbox.sources;

import mtv.Scratch;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.AfterClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The simulated platforms behave alike for every type and are the same for the same seed. */
public class PlatformsTest {

    private final SandboxClock clock = new SandboxClock(10_000);
    private final Platforms platforms = new Platforms(clock, "AA:BB", 3, "pw", Optional.empty());

    @AfterClass(alwaysRun = true)
    public void stop() {
        clock.close();
    }

    @DataProvider
    public Object[][] types() {
        return new Object[][] {
            {PlatformType.VSPHERE, "https://h/sdk", Map.of("user", "administrator@vsphere.local", "password", "pw")},
            {PlatformType.OVIRT, "https://h/ovirt-engine/api", Map.of("user", "admin@internal", "password", "pw")},
            {PlatformType.OPENSTACK, "https://h/v3", Map.of("authType", "token", "token", "pw")},
            {PlatformType.OVA, "h:/exports/ova", Map.of()},
            {PlatformType.HYPERV, "h", Map.of("username", "Administrator", "password", "pw")},
        };
    }

    @Test(dataProvider = "types")
    public void everyTypeHasVmsThatChange(PlatformType type, String url, Map<String, String> login) {
        SimPlatform platform = platforms.make(type, "h");
        assertThat(platform.url()).isEqualTo(url);
        assertThat(platform.accepts(login)).isTrue();
        assertThat(platform.vms()).isEqualTo(platforms.make(type, "h").vms());
        assertThat(platform.vms()).extracting(SimVm::firmware).contains("bios", "efi");
        assertThat(platform.vms())
                .flatExtracting(SimVm::nics)
                .allSatisfy(nic -> assertThat(platform.networks())
                        .extracting(Catalog.Network::id)
                        .contains(nic.network()));
        SimVm vm = platform.vms().get(0);
        platform.powerOff(vm.id());
        SimVm off = new SandboxTime(clock)
                .until(
                        "the VM has changed",
                        () -> platform.vm(vm.id()).orElseThrow(),
                        now -> now.revision() > vm.revision());
        assertThat(off.power()).isEqualTo(SimVm.PowerState.poweredOff);
    }

    @Test
    public void aWrongLoginIsRefused() {
        SimPlatform ovirt = platforms.make(PlatformType.OVIRT, "h");
        assertThat(ovirt.accepts(Map.of("user", "admin@internal", "password", "no")))
                .isFalse();
        assertThat(ovirt.accepts(Map.of("password", "pw"))).isFalse();
    }

    @Test
    public void generatedVmsAreManyAndVariedAndTheSame() throws IOException {
        Path file = Scratch.file("inventory", ".json");
        Files.writeString(file, """
                {"type": "ovirt", "random": 500, "storages": [{"id": "s", "name": "s"}],
                 "networks": [{"id": "n", "name": "n"}], "guests": {"a": {"id": "other_linux", "name": ""}}}""");
        List<SimVm> vms = new Platforms(clock, "", 5, "pw", Optional.of(file))
                .make(PlatformType.OVIRT, "h")
                .vms();
        assertThat(vms).hasSize(500);
        assertThat(vms).extracting(vm -> vm.disks().size()).contains(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(vms).extracting(vm -> vm.nics().size()).contains(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(vms).extracting(vm -> vm.name().length() > 63).contains(true, false);
        assertThat(vms).extracting(SimVm::id).doesNotHaveDuplicates();
        assertThat(vms).flatExtracting(SimVm::nics).extracting(SimVm.Nic::mac).doesNotHaveDuplicates();
        assertThat(new Platforms(clock, "", 5, "pw", Optional.of(file))
                        .make(PlatformType.OVIRT, "h")
                        .vms())
                .isEqualTo(vms);
        Files.delete(file);
    }

    @Test
    public void aBrokenInventoryFileIsReportedByName() throws IOException {
        Path file = Files.writeString(Scratch.file("inventory", ".json"), "{\"vms\": 3}");
        assertThatThrownBy(() -> new Platforms(clock, "", 5, "pw", Optional.of(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
        Files.delete(file);
    }
}
