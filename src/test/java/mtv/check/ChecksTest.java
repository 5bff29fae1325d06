package mtv.check;

import mtv.provider.SourceVm;
import mtv.provider.SourceVmBuilder;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

public class ChecksTest {

    private static final long GIB = 1L << 30;

    private static final SourceVm SOURCE = SourceVmBuilder.builder()
            .id("vm-1")
            .name("web")
            .poweredOn(true)
            .sockets(2)
            .cores(4)
            .memoryBytes(4 * GIB)
            .guestOs("rhel9_64Guest")
            .disks(List.of(
                    new SourceVm.Disk("[ds-1] web/web.vmdk", "ds-1", 10 * GIB),
                    new SourceVm.Disk("[ds-2] web/data.vmdk", "ds-2", 5 * GIB + 1)))
            .nics(List.of(
                    new SourceVm.Nic("00:50:56:AA:00:01", "net-1"), new SourceVm.Nic("00:50:56:aa:00:02", "net-2")))
            .build();

    private static final Expected EXPECTED = new Expected(
            "target",
            "web",
            true,
            true,
            Map.of("net-1", "pod", "net-2", "target/bridge"),
            Map.of("ds-1", "fast", "ds-2", "slow"));

    private static final DestinationVm FAITHFUL = DestinationVmBuilder.builder()
            .namespace("target")
            .name("web")
            .printableStatus("Running")
            .agentConnected(true)
            .sockets(2)
            .cores(4)
            .memoryBytes(4 * GIB)
            .nics(List.of(
                    new DestinationVm.Nic("net-0", "00:50:56:aa:00:01", "pod"),
                    new DestinationVm.Nic("net-1", "00:50:56:aa:00:02", "target/bridge")))
            .disks(List.of(
                    disk("vol-0", "fast", 10 * GIB, "Block"), disk("vol-1", "slow", 5 * GIB + Bytes.MIB, "Block")))
            .build();

    private static DestinationVm.Disk disk(String name, String storageClass, long size, String mode) {
        return new DestinationVm.Disk(
                name, "pvc-" + name, Optional.of(new DestinationVm.Volume(storageClass, size, mode, "Bound")));
    }

    @Test
    public void aFaithfulMigrationHasNoDifference() {
        assertThat(compare(vm -> vm)).isEmpty();
    }

    @Test
    public void aClaimWithAFileSystemMayBeLargerByItsOverhead() {
        assertThat(compare(vm -> vm.withDisks(List.of(
                        disk("vol-0", "fast", 11 * GIB, "Filesystem"),
                        FAITHFUL.disks().get(1)))))
                .isEmpty();
    }

    @Test
    public void whatTheSourceDoesNotTellIsNotCompared() {
        SourceVm silent = SOURCE.withSockets(0).withCores(0).withMemoryBytes(0);
        assertThat(Checks.compare(new Comparison(silent, EXPECTED, Optional.of(FAITHFUL.withSockets(9)), "")))
                .isEmpty();
    }

    @Test
    public void aMissingVmIsOneDifferenceThatSaysWhereItIsInstead() {
        assertThat(Checks.compare(new Comparison(SOURCE, EXPECTED, Optional.empty(), "other")))
                .extracting(Difference::toString)
                .containsExactly("web: existence expected VM target/web, but was a VM in other");
        assertThat(Checks.compare(new Comparison(SOURCE, EXPECTED, Optional.empty(), "")))
                .extracting(Difference::actual)
                .containsExactly("no such VM");
    }

    @DataProvider
    public Object[][] faults() {
        return new Object[][] {
            {"power state", "Running", "Stopped", fault(vm -> vm.withPrintableStatus("Stopped"))},
            {"power state", "Running", "no status", fault(vm -> vm.withPrintableStatus(""))},
            {"power state", "Running", "CrashLoopBackOff", fault(vm -> vm.withPrintableStatus("CrashLoopBackOff"))},
            {"CPU sockets", "2", "8", fault(vm -> vm.withSockets(8))},
            {"CPU cores per socket", "4", "1", fault(vm -> vm.withCores(1))},
            {"memory", "4096 MiB", "4 MiB", fault(vm -> vm.withMemoryBytes(4 << 20))},
            {"guest agent", "connected", "not connected", fault(vm -> vm.withAgentConnected(false))},
            {
                "NIC 1 (00:50:56:aa:00:02) network",
                "target/bridge",
                "pod",
                fault(vm -> withNic(vm, 1, "00:50:56:aa:00:02", "pod"))
            },
            {
                "NIC 0 MAC",
                "00:50:56:AA:00:01",
                "only [02:00:00:00:00:09, 00:50:56:aa:00:02]",
                fault(vm -> withNic(vm, 0, "02:00:00:00:00:09", "pod"))
            },
            {
                "disk 0 ([ds-1] web/web.vmdk) size",
                "10240 MiB",
                "9216 MiB",
                fault(vm -> withDisk(vm, 0, disk("vol-0", "fast", 9 * GIB, "Block")))
            },
            {
                "disk 0 ([ds-1] web/web.vmdk) size",
                "10240 MiB",
                "20480 MiB",
                fault(vm -> withDisk(vm, 0, disk("vol-0", "fast", 20 * GIB, "Filesystem")))
            },
            {
                "disk 1 ([ds-2] web/data.vmdk) storage class",
                "slow",
                "fast",
                fault(vm -> withDisk(vm, 1, disk("vol-1", "fast", 5 * GIB + Bytes.MIB, "Block")))
            },
            {
                "disk 1 ([ds-2] web/data.vmdk) claim",
                "gone",
                "no such claim",
                fault(vm -> withDisk(vm, 1, new DestinationVm.Disk("vol-1", "gone", Optional.empty())))
            },
        };
    }

    @Test(dataProvider = "faults")
    public void oneFaultIsOneDifference(
            String property, String expected, String actual, UnaryOperator<DestinationVm> fault) {
        assertThat(compare(fault)).containsExactly(new Difference("web", property, expected, actual));
    }

    @Test
    public void aLostNicIsCountedAndNamed() {
        assertThat(compare(vm -> vm.withNics(vm.nics().subList(0, 1))))
                .extracting(Difference::property)
                .containsExactly("NIC count", "NIC 1 MAC");
        assertThat(compare(vm -> vm.withNics(List.of())))
                .extracting(Difference::actual)
                .containsExactly("0", "no NIC", "no NIC");
    }

    @Test
    public void aLostDiskIsCounted() {
        assertThat(compare(vm -> vm.withDisks(vm.disks().subList(0, 1))))
                .containsExactly(new Difference("web", "disk count", "2", "1"));
    }

    @Test
    public void disksInAnotherOrderAreFound() {
        assertThat(compare(
                        vm -> vm.withDisks(List.of(vm.disks().get(1), vm.disks().get(0)))))
                .extracting(Difference::property)
                .contains("disk 0 ([ds-1] web/web.vmdk) size", "disk 1 ([ds-2] web/data.vmdk) storage class");
    }

    private static UnaryOperator<DestinationVm> fault(UnaryOperator<DestinationVm> fault) {
        return fault;
    }

    private static DestinationVm withNic(DestinationVm vm, int index, String mac, String network) {
        var nics = new ArrayList<>(vm.nics());
        nics.set(index, new DestinationVm.Nic("net-" + index, mac, network));
        return vm.withNics(nics);
    }

    private static DestinationVm withDisk(DestinationVm vm, int index, DestinationVm.Disk disk) {
        var disks = new ArrayList<>(vm.disks());
        disks.set(index, disk);
        return vm.withDisks(disks);
    }

    private static List<Difference> compare(UnaryOperator<DestinationVm> fault) {
        return Checks.compare(new Comparison(SOURCE, EXPECTED, Optional.of(fault.apply(FAITHFUL)), ""));
    }
}
