package mtv.steps;

import mtv.model.StorageDestination;
import mtv.steps.migrate.MigrationException;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import mtv.vm.SourceVmBuilder;
import mtv.vm.SourceVmDiskBuilder;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every network and storage of a scenario is mapped, and no VM comes to the pod network twice. */
public class ScenarioMapsTest {

    private static final StorageDestination FAST = new StorageDestination("fast");

    private static SourceVm vm(String name, String... networks) {
        return SourceVmBuilder.builder()
                .id(name)
                .name(name)
                .guestOs("")
                .disks(List.of())
                .nics(Stream.of(networks)
                        .map(network -> new SourceVm.Nic("", network, Fact.unknown("any"), false))
                        .toList())
                .build();
    }

    private static ScenarioMaps maps(SourceType type, Map<String, String> asked, SourceVm... vms) {
        return ScenarioMaps.of(
                List.of(vms),
                type,
                new ScenarioMaps.Wishes(
                        storage -> FAST, network -> Optional.ofNullable(asked.get(network)), n -> "net-" + n));
    }

    @Test
    public void theFirstNetworkGoesToPods() {
        assertThat(maps(SourceType.VSPHERE, Map.of(), vm("a", "x", "y"), vm("b", "y", "z"))
                        .networks())
                .containsExactlyInAnyOrderEntriesOf(Map.of("x", "pod", "y", "net-1", "z", "net-2"));
    }

    @Test
    public void aNetworkOnWhichAVmHasTwoNicsGoesToABridge() {
        assertThat(maps(SourceType.VSPHERE, Map.of(), vm("a", "x", "x")).networks())
                .isEqualTo(Map.of("x", "net-0"));
        assertThat(maps(SourceType.OVIRT, Map.of(), vm("a", "x", "x"), vm("b", "y"))
                        .networks())
                .isEqualTo(Map.of("x", "net-0", "y", "pod"));
        assertThat(maps(SourceType.OPENSTACK, Map.of(), vm("a", "x", "x")).networks())
                .as("MTV counts networks there, and not ports")
                .isEqualTo(Map.of("x", "pod"));
    }

    @Test
    public void theScenarioSaysWhichNetworkGoesToPods() {
        ScenarioMaps maps = maps(SourceType.VSPHERE, Map.of("y", "pod", "z", "default/br-1"), vm("a", "x", "y", "z"));
        assertThat(maps.networks()).isEqualTo(Map.of("x", "net-0", "y", "pod", "z", "default/br-1"));
        assertThat(maps.bridges()).containsExactly("net-0");
        assertThat(maps.toDestination("target").networks())
                .isEqualTo(Map.of("x", "target/net-0", "y", "pod", "z", "default/br-1"));
    }

    @Test
    public void whatTheScenarioSaysOfOthersLeavesTheFirstOfTheRestToPods() {
        assertThat(maps(SourceType.VSPHERE, Map.of("x", "bridge", "z", "ignored"), vm("a", "x", "y", "z"))
                        .networks())
                .isEqualTo(Map.of("x", "net-0", "y", "pod", "z", "ignored"));
    }

    @DataProvider
    public Object[][] refused() {
        return new Object[][] {
            {SourceType.VSPHERE, Map.of("x", "pod"), vm("a", "x", "x"), "VM a (a) would have 2 NICs on the pod network"
            },
            {SourceType.OVA, Map.of("x", "pod", "y", "pod"), vm("a", "x", "y"), "by [x, y], and MTV allows one"},
            {SourceType.OPENSHIFT, Map.of("pod", "bridge"), vm("a", "pod"), "network pod cannot go to bridge"},
            {SourceType.OPENSHIFT, Map.of("src/br", "pod"), vm("a", "src/br"), "network src/br cannot go to pod"},
            {
                SourceType.OPENSTACK,
                Map.of("x", "pod"),
                vm("a", "x").withNamesakes(Map.of("x", List.of("x2"))),
                "would have 2 NICs on the pod network"
            },
        };
    }

    @Test(dataProvider = "refused")
    public void whatMtvRefusesIsToldBefore(SourceType type, Map<String, String> asked, SourceVm vm, String why) {
        assertThatThrownBy(() -> maps(type, asked, vm))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("network_map cannot be met")
                .hasMessageContaining(why);
    }

    @Test
    public void thePodNetworkOfAnOpenShiftStaysWhatItIs() {
        assertThat(maps(SourceType.OPENSHIFT, Map.of(), vm("a", "src/br", "pod"))
                        .networks())
                .isEqualTo(Map.of("src/br", "net-0", "pod", "pod"));
    }

    @Test
    public void networksAndStoragesOfOneNameGoWhereTheFirstGoes() {
        SourceVm twins = vm("a", "x", "y")
                .withDisks(List.of(SourceVmDiskBuilder.builder()
                        .name("d")
                        .identity("d")
                        .storage("gold")
                        .build()))
                .withNamesakes(Map.of("x", List.of("x2", "x3"), "gold", List.of("gold-2")));
        ScenarioMaps maps = maps(SourceType.OPENSTACK, Map.of(), twins);
        assertThat(maps.networks()).isEqualTo(Map.of("x", "net-0", "x2", "net-0", "x3", "net-0", "y", "pod"));
        assertThat(maps.bridges()).containsExactly("net-0");
        assertThat(maps.storages()).isEqualTo(Map.of("gold", FAST, "gold-2", FAST));
    }

    @Test
    public void whatNeedsNoEntryHasNone() {
        SourceVm lun = vm("a", "x")
                .withDisks(List.of(SourceVmDiskBuilder.builder()
                        .name("lun")
                        .identity("lun")
                        .storage("")
                        .direct(true)
                        .build()))
                .withOtherNetworks(List.of("spare"));
        ScenarioMaps maps = maps(SourceType.OVIRT, Map.of(), lun);
        assertThat(maps.storages()).isEmpty();
        assertThat(maps.networks()).isEqualTo(Map.of("x", "pod", "spare", "net-1"));
    }
}
