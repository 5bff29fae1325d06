package mtv.check;

import mtv.check.compare.ExpectedVm;
import mtv.check.compare.VmFacts;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import static mtv.check.SampleVm.GIB;
import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.disk;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.nic;
import static mtv.check.SampleVm.told;
import static mtv.check.SampleVm.volume;

/** What a VM has: each thing that is wrong with a NIC or a disk is found by one check, which says what it found. */
public class DeviceChecksTest {

    private static final String DISK_0 = "disk 0 ([ds-1] web/web.vmdk) ";
    private static final String DISK_1 = "disk 1 ([ds-2] web/data.vmdk) ";
    private static final String NIC_1 = "NIC 1 (00:50:56:aa:00:02) ";

    /** A change of the first disk of the migrated VM. */
    private static VmFacts option(UnaryOperator<DiskOptions> change) {
        return having(v -> disk(v, 0, d -> d.withOptions(change.apply(d.options()))));
    }

    /** A change of the first disk of the source. */
    private static VmFacts source(UnaryOperator<SourceVm.Disk> change) {
        return SampleVm.from(s ->
                s.withDisks(List.of(change.apply(s.disks().get(0)), s.disks().get(1))));
    }

    /** A shared device of the storage, which the Plan wants as a LUN with reservations. */
    private static VmFacts lun(UnaryOperator<DiskOptions> change) {
        ExpectedVm asked = SampleVm.expected();
        return source(d -> d.withRawDevice(true).withShared(told(true)))
                .withExpected(asked.withPlan(asked.plan().withRdmAsLun(true).withScsiReservation(true)))
                .withDestination(having(v -> disk(
                                v,
                                0,
                                d -> d.withBus("scsi")
                                        .withShareable(told(true))
                                        .withOptions(change.apply(d.options()
                                                .withDevice(told("lun"))
                                                .withCache(told("none"))))))
                        .destination());
    }

    @DataProvider
    public Object[][] nics() {
        return FaultCase.rows(
                new FaultCase<>(
                        having(v -> nic(v, 1, n -> n.withNetwork("other/bridge"))),
                        "nic-network",
                        NIC_1 + "network",
                        "target/bridge",
                        "other/bridge"),
                new FaultCase<>(
                        asked(e -> e.withNetworks(Map.of("net-1", "pod"))),
                        "nic-network",
                        NIC_1 + "network",
                        "a mapped network",
                        "target/bridge"),
                new FaultCase<>(
                        having(v -> nic(v, 1, n -> n.withModel("e1000e"))),
                        "nic-model",
                        NIC_1 + "model",
                        "virtio",
                        "e1000e"),
                new FaultCase<>(
                        having(v -> nic(v, 1, n -> n.withModel(""))),
                        "nic-model",
                        NIC_1 + "model",
                        "virtio",
                        "nothing"),
                new FaultCase<>(
                        having(v -> nic(v, 1, n -> n.withBinding("masquerade"))),
                        "nic-binding",
                        NIC_1 + "binding",
                        "bridge",
                        "masquerade"),
                new FaultCase<>(
                        having(v -> nic(v, 0, n -> n.withBinding(""))),
                        "nic-binding",
                        "NIC 0 (00:50:56:AA:00:01) binding",
                        "masquerade or l2bridge",
                        "none"),
                new FaultCase<>(
                        having(v -> nic(v, 1, n -> n.withUp(told(false)))), "nic-link", NIC_1 + "link", "up", "down"),
                new FaultCase<>(
                        having(v -> nic(v, 1, n -> n.withPciAddress(Fact.unknown("pciAddress is empty")))),
                        "nic-pci-address",
                        NIC_1 + "PCI address",
                        "0000:13:00.0",
                        "nothing"),
                new FaultCase<>(
                        having(v -> v.withNics(List.of(v.nics().get(1), v.nics().get(0)))),
                        "nic-order",
                        "NIC order",
                        "[00:50:56:aa:00:01, 00:50:56:aa:00:02]",
                        "[00:50:56:aa:00:02, 00:50:56:aa:00:01]"),
                new FaultCase<>(
                        having(v -> nic(v, 0, n -> n.withMac("02:00:00:00:00:09"))),
                        "nic-mac",
                        "NIC 0 MAC",
                        "00:50:56:AA:00:01",
                        "only [02:00:00:00:00:09, 00:50:56:aa:00:02]"));
    }

    @DataProvider
    public Object[][] disks() {
        return FaultCase.rows(
                new FaultCase<>(
                        having(v ->
                                v.withDisks(List.of(v.disks().get(1), v.disks().get(0)))),
                        "disk-order",
                        "disk order",
                        "[[ds-1] web/web.vmdk, [ds-2] web/data.vmdk]",
                        "[[ds-2] web/data.vmdk, [ds-1] web/web.vmdk]"),
                new FaultCase<>(
                        having(v -> volume(v, 0, d -> d.withRequestedBytes(told(10 * GIB - 1)))),
                        "disk-size",
                        DISK_0 + "size",
                        "10240 MiB",
                        "10737418239 bytes"),
                new FaultCase<>(
                        having(v -> volume(v, 0, d -> d.withRequestedBytes(told(10 * GIB + 1)))),
                        "disk-size",
                        DISK_0 + "size",
                        "10240 MiB",
                        "10737418241 bytes"),
                new FaultCase<>(
                        having(v -> volume(v, 1, d -> d.withRequestedBytes(told(5 * GIB)))),
                        "disk-size",
                        DISK_1 + "size",
                        "5368709121 bytes",
                        "5120 MiB"),
                new FaultCase<>(
                        having(v -> volume(v, 1, d -> d.withRequestedBytes(told(7 * GIB)))),
                        "disk-size",
                        DISK_1 + "size",
                        "5368709121 bytes",
                        "7168 MiB"),
                new FaultCase<>(
                        having(v -> disk(v, 1, d -> d.withBus("sata"))), "disk-bus", DISK_1 + "bus", "virtio", "sata"),
                new FaultCase<>(
                        option(o -> o.withSerial(told("6000C290-aaaa-bbbb-cccc"))),
                        "disk-serial",
                        DISK_0 + "serial",
                        "6000C290-aaaa-bbbb-c",
                        "6000C290-aaaa-bbbb-cccc"),
                new FaultCase<>(
                        option(o -> o.withSerial(Fact.unknown("serial is empty"))),
                        "disk-serial",
                        DISK_0 + "serial",
                        "6000C290-aaaa-bbbb-c",
                        "nothing"),
                new FaultCase<>(
                        source(d -> d.withOptions(DiskOptions.ofSerial(Fact.unknown("serial is empty"))))
                                .withDestination(option(o -> o.withSerial(Fact.unknown("serial is empty")))
                                        .destination()),
                        "disk-serial",
                        DISK_0 + "serial",
                        "one that MTV makes",
                        "nothing"),
                new FaultCase<>(
                        option(o -> o.withDevice(told("lun"))), "disk-device", DISK_0 + "device", "disk", "lun"),
                new FaultCase<>(
                        lun(o -> o.withErrorPolicy(told("report"))),
                        "disk-device",
                        DISK_0 + "reservation",
                        "true",
                        "false"),
                new FaultCase<>(
                        lun(o -> o.withReserved(told(true))), "disk-device", DISK_0 + "error policy", "report", "none"),
                new FaultCase<>(
                        option(o -> o.withCache(told("writeback"))),
                        "disk-cache",
                        DISK_0 + "cache",
                        "KubeVirt's choice",
                        "writeback"),
                new FaultCase<>(
                        source(d -> d.withShared(told(true)))
                                .withDestination(having(v -> disk(v, 0, d -> d.withShareable(told(true))))
                                        .destination()),
                        "disk-cache",
                        DISK_0 + "cache",
                        "none",
                        "KubeVirt's choice"),
                new FaultCase<>(
                        source(d -> d.withShared(told(true)))
                                .withDestination(
                                        option(o -> o.withCache(told("none"))).destination()),
                        "shared-disk",
                        DISK_0 + "shared, which is lost",
                        "true",
                        "false"),
                new FaultCase<>(
                        having(v -> disk(v, 0, d -> d.withBootOrder(told(0)))),
                        "boot-order",
                        "boot order",
                        "[vol-0]",
                        "[]"),
                new FaultCase<>(
                        having(v -> disk(v, 1, d -> d.withBootOrder(told(1)))),
                        "boot-order",
                        "boot order",
                        "[vol-0]",
                        "[vol-0, vol-1]"),
                new FaultCase<>(
                        asked(e -> e.withVm(e.vm().withRootDisk("/dev/sdb1"))),
                        "boot-order",
                        "boot order",
                        "[vol-1]",
                        "[vol-0]"));
    }

    @DataProvider
    public Object[][] claims() {
        return FaultCase.rows(
                new FaultCase<>(
                        having(v -> volume(v, 1, d -> d.withStorageClass("fast"))),
                        "storage-class",
                        DISK_1 + "storage class",
                        "slow",
                        "fast"),
                new FaultCase<>(
                        having(v -> volume(v, 0, d -> d.withAccessModes(Set.of("ReadWriteOnce")))),
                        "access-mode",
                        DISK_0 + "access modes",
                        "[ReadWriteMany]",
                        "[ReadWriteOnce]"),
                new FaultCase<>(
                        having(v -> volume(v, 1, d -> d.withAccessModes(Set.of("ReadWriteMany")))),
                        "access-mode",
                        DISK_1 + "access modes",
                        "[ReadWriteOnce]",
                        "[ReadWriteMany]"),
                new FaultCase<>(
                        having(v -> volume(v, 0, d -> d.withVolumeMode("Filesystem"))),
                        "volume-mode",
                        DISK_0 + "volume mode",
                        "Block",
                        "Filesystem"),
                new FaultCase<>(
                        having(v -> volume(v, 0, d -> d.withPhase("Pending"))),
                        "disk-claim",
                        "claim of volume vol-0",
                        "Bound",
                        "Pending"),
                new FaultCase<>(
                        having(v -> disk(v, 0, d -> d.withClaim("x0-abcde"))),
                        "claim-name",
                        DISK_0 + "claim name",
                        "d0- followed by 5 random characters",
                        "x0-abcde"),
                new FaultCase<>(
                        having(v -> volume(v, 0, d -> d.withOwners(List.of()))),
                        "claim-owner",
                        "owner of claim d0-abcde",
                        "[VirtualMachine/web]",
                        "[]"),
                new FaultCase<>(
                        having(v -> volume(
                                v,
                                0,
                                d -> d.withMarks(Map.of("plan", "plan-uid", "migration", "old", "vmID", "vm-1")))),
                        "claim-marks",
                        "migration of claim d0-abcde",
                        "migration-uid",
                        "old"),
                new FaultCase<>(
                        having(v -> disk(v, 1, d -> d.withShareable(told(true)))),
                        "shared-disk",
                        DISK_1 + "shared",
                        "false",
                        "true"));
    }

    @Test(dataProvider = "nics")
    public void oneFaultOfNicsIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    @Test(dataProvider = "disks")
    public void oneFaultOfDisksIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    @Test(dataProvider = "claims")
    public void oneFaultOfClaimsIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }
}
