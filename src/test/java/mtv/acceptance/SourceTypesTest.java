package mtv.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.Scratch;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.TestBed;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import mtv.vm.VmPower;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each type of source, entered and read by the suite as it would a real one, has the facts of the platform behind it.
 */
public class SourceTypesTest {

    private Sandbox sandbox;
    private Path providers;

    @BeforeClass
    public void start() throws IOException {
        sandbox = Sandbox.start(new SandboxConfig(2000, 1, Set.of()));
        providers = Scratch.file("providers", ".json");
        new ObjectMapper().writeValue(providers.toFile(), sandbox.providerEntries());
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        sandbox.close();
        Files.deleteIfExists(providers);
    }

    @DataProvider
    public Object[][] types() {
        return new Object[][] {
            {PlatformType.VSPHERE},
            {PlatformType.OVIRT},
            {PlatformType.OPENSTACK},
            {PlatformType.OVA},
            {PlatformType.HYPERV},
        };
    }

    @Test(dataProvider = "types")
    public void theSuiteReadsTheFactsOfThePlatform(PlatformType type) {
        SourcePlatform platform = sandbox.source(type);
        List<SimVm> there = platform.vms().stream().filter(vm -> !vm.template()).toList();

        List<SourceVm> read = read(type, there.size());

        for (SimVm vm : there) {
            SourceVm seen = read.stream()
                    .filter(candidate -> candidate.id().equals(vm.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(seen.name()).isEqualTo(vm.name());
            same(seen.power(), power(vm));
            same(seen.cpus(), vm.cpus() * vm.threads());
            same(seen.sockets(), vm.sockets());
            same(seen.cores(), vm.coresPerSocket());
            same(seen.threads(), vm.threads());
            same(seen.memoryBytes(), (long) vm.memoryMib() << 20);
            same(seen.bootloader(), vm.firmware());
            assertThat(vm.snapshots()).containsAll(seen.snapshots().value().orElse(Set.of()));
            assertThat(seen.problems()).as(vm.name()).isEmpty();
            assertThat(seen.disks().stream().filter(SourceVm.Disk::isOfAnImage))
                    .hasSize(vm.image().isEmpty() ? 0 : 1);
            assertThat(seen.disks().stream().filter(disk -> !disk.isOfAnImage()))
                    .extracting(disk -> disk.capacityBytes().get())
                    .containsExactlyInAnyOrderElementsOf(
                            vm.disks().stream().map(SimVm.Disk::capacity).toList());
            assertThat(seen.nics())
                    .extracting(nic -> nic.mac() + " on " + nic.network())
                    .containsExactlyElementsOf(vm.nics().stream()
                            .map(nic -> nic.mac() + " on " + nic.network())
                            .toList());
        }
    }

    private static VmPower power(SimVm vm) {
        return switch (vm.power()) {
            case poweredOn -> VmPower.ON;
            case poweredOff -> VmPower.OFF;
            case suspended -> VmPower.NEITHER;
        };
    }

    private static <T> void same(Fact<T> seen, T there) {
        seen.value().ifPresent(value -> assertThat(value).as(seen.origin()).isEqualTo(there));
    }

    @Test
    public void theSuiteReadsTheFactsOfACluster() {
        SourceVm seen = read(PlatformType.OPENSHIFT, 4).stream()
                .filter(vm -> vm.name().equals("shop-web"))
                .findFirst()
                .orElseThrow();
        assertThat(seen.disks()).extracting(disk -> disk.capacityBytes().get()).containsExactly(10L << 30, 5L << 30);
        assertThat(seen.nics()).extracting(nic -> nic.mac()).containsExactly("02:40:00:00:00:01", "02:40:00:00:00:02");
    }

    private List<SourceVm> read(PlatformType type, int expected) {
        Map<String, String> given = new HashMap<>(sandbox.answers());
        given.put("cluster", "openshift");
        given.put("providers_file", providers.toString());
        given.put("source_provider", type.id() + "-sandbox");
        Settings settings = Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none()));
        try (TestBed bed = TestBed.prepare(settings, "local")) {
            return bed.open().source().inventory().vmsOnce("all VMs are shown", vms -> vms.size() == expected);
        }
    }
}
