package mtv.check;

import mtv.check.compare.ByteCount;
import mtv.check.compare.ExpectedVm;
import mtv.check.compare.ExpectedVmBuilder;
import mtv.check.compare.VmFacts;
import mtv.model.PlanSpec;
import mtv.model.PlanSpecBuilder;
import mtv.model.PlanVm;
import mtv.model.PlanVmBuilder;
import mtv.model.StorageDestination;
import mtv.model.VmStatus;
import mtv.names.ExpectedName;
import mtv.names.PvcNames;
import mtv.vm.DestinationVm;
import mtv.vm.DestinationVmBuilder;
import mtv.vm.DiskOptions;
import mtv.vm.Documents;
import mtv.vm.Fact;
import mtv.vm.MachineOptions;
import mtv.vm.MachineOptionsBuilder;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import mtv.vm.SourceVmBuilder;
import mtv.vm.SourceVmDiskBuilder;
import mtv.vm.VmPower;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A VM whose migration went well, with all facts of both sides. A test changes one of them. */
final class SampleVm {

    static final long GIB = 1L << 30;
    static final String UUID = "4210C0DE-0000-4000-8000-00000000a001";

    static final Map<String, String> MARKS = Map.of("plan", "plan-uid", "migration", "migration-uid", "vmID", "vm-1");

    /** When the source was stopped; ten minutes later the migrated VM runs. */
    static final Instant OFF = Instant.parse("2026-03-04T10:00:00Z");

    private SampleVm() {}

    static <T> Fact<T> told(T value) {
        return Fact.of(value, "there");
    }

    static SourceVm source() {
        return SourceVmBuilder.builder()
                .id("vm-1")
                .name("web")
                .power(told(VmPower.ON))
                .cpus(told(8))
                .sockets(told(2))
                .cores(told(4))
                .threads(told(1))
                .cpuModel(told("Haswell"))
                .memoryBytes(told(4 * GIB))
                .bootloader(told("efi"))
                .secureBoot(told(true))
                .tpm(told(false))
                .machineType(told("q35"))
                .firmwareUuid(told("u-1"))
                .serial(told(UUID))
                .clock(told("{\"timezone\":\"Europe/Berlin\"}"))
                .preference(told("rhel"))
                .options(machineOptions())
                .tags(told(Map.of("Cost Center", "R&D, 42", "web", "")))
                .attributes(told(Map.of("Owner/Team", "a & b")))
                .guestOs("rhel9_64Guest")
                .snapshots(told(Set.of("s-1")))
                .addresses(told(Map.of("192.0.2.1", "00:50:56:aa:00:02", "2001:db8::1", "00:50:56:AA:00:02")))
                .gateways(told(Set.of("192.0.2.254", "2001:db8::fe")))
                .nameServers(told(Set.of("192.0.2.53")))
                .disks(List.of(
                        disk("[ds-1] web/web.vmdk", "ds-1", 10 * GIB),
                        disk("[ds-2] web/data.vmdk", "ds-2", 5 * GIB + 1)))
                .nics(List.of(nic("00:50:56:AA:00:01", "net-1"), nic("00:50:56:aa:00:02", "net-2")))
                .build();
    }

    static SourceVm.Disk disk(String file, String storage, long bytes) {
        return SourceVmDiskBuilder.builder()
                .name(file)
                .identity(file)
                .storage(storage)
                .capacityBytes(told(bytes))
                .shared(told(false))
                .bootable(Fact.unknown("vSphere does not tell"))
                .bus(told("virtio"))
                .options(DiskOptions.ofSerial(
                        told("6000C290-aaaa-bbbb-" + (storage.equals("ds-1") ? "cccc" : "dddd") + "-000000000001")))
                .build();
    }

    static MachineOptions machineOptions() {
        return MachineOptionsBuilder.builder()
                .cpuFeatures(told(new TreeMap<>(Map.of("vmx", "optional", "svm", "optional"))))
                .dedicatedCpus(told(true))
                .isolatedEmulator(told(false))
                .persistentTpm(told(false))
                .inputs(told(List.of("tablet on virtio")))
                .graphics(told(true))
                .rng(told(true))
                .multiQueue(told(true))
                .build();
    }

    private static DiskOptions options(String serial) {
        return new DiskOptions(
                told("disk"), told(serial), Fact.unknown("cache"), told(false), Fact.unknown("errorPolicy"));
    }

    static SourceVm.Nic nic(String mac, String network) {
        return new SourceVm.Nic(mac, network, told("virtio"), false)
                .withPciAddress(told(network.equals("net-1") ? "0000:0b:00.0" : "0000:13:00.0"));
    }

    static PlanSpec plan() {
        return PlanSpecBuilder.builder()
                .targetNamespace("target")
                .preserveStaticIPs(true)
                .targetLabels(Map.of("team", "a"))
                .targetNodeSelector(Map.of("zone", "b"))
                .build();
    }

    static PlanVm planVm() {
        return PlanVmBuilder.builder().id("vm-1").name("web").build();
    }

    static ExpectedVm expected() {
        return ExpectedVmBuilder.builder()
                .source(SourceType.VSPHERE)
                .namespace("target")
                .name(new ExpectedName("web", 0))
                .plan(plan())
                .vm(planVm())
                .labels(MARKS)
                .networks(Map.of("net-1", "pod", "net-2", "target/bridge"))
                .storages(Map.of(
                        "ds-1",
                        new StorageDestination("fast"),
                        "ds-2",
                        new StorageDestination(
                                "slow",
                                StorageDestination.VolumeMode.FILESYSTEM,
                                StorageDestination.AccessMode.READ_WRITE_ONCE)))
                .profiles(Map.of("fast", new ExpectedVm.Modes(Set.of("ReadWriteMany"), "Block")))
                .claims(told(new PvcNames("d{{.DiskIndex}}", true)
                        .names(List.of(Map.of("DiskIndex", 0), Map.of("DiskIndex", 1)))))
                .vmwareSerial(told(true))
                .mtv(told("2.13.0"))
                .rebootsWatched(false)
                .agent(true)
                .addresses(Set.of("198.51.100.9"))
                .tells(Map.of("cat /root/marker", "42"))
                .build();
    }

    /** Of the migrated VM. */
    static Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(MARKS);
        labels.put("guestConverted", "true");
        labels.put("vsphere.forklift.konveyor.io/Cost_Center", "R_D_42");
        labels.put("vsphere.forklift.konveyor.io/web", "");
        return labels;
    }

    /** The same with one label less. */
    static Map<String, String> labelsWithout(String key) {
        Map<String, String> labels = labels();
        labels.remove(key);
        return labels;
    }

    static DestinationVm migrated() {
        return machine()
                .namespace("target")
                .name("web")
                .labels(labels())
                .annotations(Map.of("vsphere.forklift.konveyor.io/Owner_Team", "a & b"))
                .templateLabels(Map.of("app", "web", "team", "a"))
                .nodeSelector(Map.of("zone", "b"))
                .affinity(Fact.unknown("spec.template.spec.affinity"))
                .printableStatus("Running")
                .agentConnected(true)
                .nics(List.of(
                        new DestinationVm.Nic(
                                "net-0",
                                "00:50:56:aa:00:01",
                                "pod",
                                "virtio",
                                "masquerade",
                                told(true),
                                told("0000:0b:00.0")),
                        new DestinationVm.Nic(
                                "net-1",
                                "00:50:56:aa:00:02",
                                "target/bridge",
                                "virtio",
                                "bridge",
                                told(true),
                                told("0000:13:00.0"))))
                .disks(List.of(
                        new DestinationVm.Disk(
                                "vol-0",
                                "d0-abcde",
                                "virtio",
                                told(1),
                                told(false),
                                options("6000C290-aaaa-bbbb-c"),
                                Optional.of(volume("[ds-1] web/web.vmdk", "fast", 10 * GIB, "Block"))),
                        new DestinationVm.Disk(
                                "vol-1",
                                "d1-fghij",
                                "virtio",
                                told(0),
                                told(false),
                                options("6000C290-aaaa-bbbb-d"),
                                Optional.of(volume(
                                        "[ds-2] web/data.vmdk", "slow", 5 * GIB + ByteCount.MIB, "Filesystem")))))
                .secondClaims(told(List.of()))
                .runningSince(told(OFF.plusSeconds(600)))
                .guest(Optional.of(guest(SampleVmStatus.visit())))
                .build();
    }

    static DestinationVm.Guest guest(DestinationVm.Visit visit) {
        return new DestinationVm.Guest(
                "Red Hat Enterprise Linux",
                told(Set.of("192.0.2.1", "2001:db8::1", "198.51.100.9", "fe80::1")),
                told(visit));
    }

    private static DestinationVmBuilder machine() {
        return DestinationVmBuilder.builder()
                .sockets(told(2))
                .cores(told(4))
                .threads(told(1))
                .cpuModel(told("Haswell"))
                .memoryBytes(told(4 * GIB))
                .memoryLimit(Fact.unknown("resources.limits.memory"))
                .hugepages(Fact.unknown("memory.hugepages"))
                .bootloader(told("efi"))
                .secureBoot(told(true))
                .smm(told(true))
                .tpm(told(false))
                .machineType(told("q35"))
                .firmwareUuid(told("u-1"))
                .serial(told("VMware-42 10 c0 de 00 00 40 00-80 00 00 00 00 00 a0 01"))
                .clock(told("{\"timezone\":\"Europe/Berlin\"}"))
                .instanceType(Fact.unknown("spec.instancetype.name"))
                .preference(told("rhel"))
                .options(machineOptions())
                .runStrategy(told("Always"));
    }

    static DestinationVm.Volume volume(String source, String storageClass, long bytes, String mode) {
        return new DestinationVm.Volume(
                source,
                storageClass,
                told(bytes),
                Set.of(mode.equals("Block") ? "ReadWriteMany" : "ReadWriteOnce"),
                mode,
                "Bound",
                MARKS,
                List.of("VirtualMachine/web"));
    }

    /** The same with another record. */
    static VmFacts recording(UnaryOperator<VmStatus> change) {
        return vm().withRecorded(change.apply(SampleVmStatus.cold()));
    }

    static VmFacts vm() {
        SourceVm source = source();
        return new VmFacts(
                source,
                Optional.of(source.withPower(told(VmPower.OFF))),
                expected(),
                Optional.of(migrated()),
                SampleVmStatus.cold(),
                told(OFF),
                told(List.of()),
                Documents.NONE,
                "");
    }

    /** The same with another migrated VM. */
    static VmFacts having(UnaryOperator<DestinationVm> change) {
        return vm().withDestination(Optional.of(change.apply(migrated())));
    }

    /** The same with another source, before and after. */
    static VmFacts from(UnaryOperator<SourceVm> change) {
        SourceVm source = change.apply(source());
        return vm().withSource(source).withAfter(Optional.of(source.withPower(told(VmPower.OFF))));
    }

    static VmFacts asked(UnaryOperator<ExpectedVm> change) {
        return vm().withExpected(change.apply(expected()));
    }

    static DestinationVm disk(DestinationVm vm, int index, UnaryOperator<DestinationVm.Disk> change) {
        List<DestinationVm.Disk> disks = new ArrayList<>(vm.disks());
        disks.set(index, change.apply(disks.get(index)));
        return vm.withDisks(disks);
    }

    static DestinationVm volume(DestinationVm vm, int index, UnaryOperator<DestinationVm.Volume> change) {
        return disk(vm, index, disk -> disk.withVolume(disk.volume().map(change)));
    }

    static DestinationVm nic(DestinationVm vm, int index, UnaryOperator<DestinationVm.Nic> change) {
        List<DestinationVm.Nic> nics = new ArrayList<>(vm.nics());
        nics.set(index, change.apply(nics.get(index)));
        return vm.withNics(nics);
    }
}
