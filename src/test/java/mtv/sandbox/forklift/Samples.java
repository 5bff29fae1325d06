package mtv.sandbox.forklift;

import mtv.model.MapPair;
import mtv.model.NetworkDestination;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.ObjectRef;
import mtv.model.PlanSpec;
import mtv.model.PlanSpecBuilder;
import mtv.model.PlanVm;
import mtv.model.PlanVmBuilder;
import mtv.model.ProviderPair;
import mtv.model.SourceRef;
import mtv.model.StorageDestination;
import mtv.model.StoragePair;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVmBuilder;
import mtv.sandbox.sources.SimVmDiskBuilder;

import java.util.List;

/** A sample VM with its Plan and maps, of which tests change single values. */
public final class Samples {

    private Samples() {}

    /** Two disks on different buses, listed in the wrong order, and two NICs. */
    public static SimVm vm() {
        return SimVmBuilder.builder()
                .id("vm-1201")
                .name("web-a")
                .uuid("4210c0de-0000-4000-8000-00000000a001")
                .host("host-31")
                .folder("Workloads")
                .power(SimVm.PowerState.poweredOn)
                .cpus(4)
                .coresPerSocket(2)
                .memoryMib(4096)
                .firmware("bios")
                .guestId("rhel9_64Guest")
                .guestName("Red Hat Enterprise Linux 9 (64-bit)")
                .disks(List.of(
                        disk(2000, "scsi", "[ds-7] web-a/web-a.vmdk", "datastore-7", 16L << 30),
                        disk(16000, "sata", "[ds-8] web-a/web-a_1.vmdk", "datastore-8", (8L << 30) + 1)))
                .nics(List.of(nic(0, "02:11:22:aa:00:01", "network-11"), nic(1, "02:11:22:aa:00:02", "network-12")))
                .addresses(
                        List.of(address("02:11:22:aa:00:01", "192.0.2.15"), address("02:11:22:aa:00:02", "192.0.2.16")))
                .snapshots(List.of())
                .changeTracking(true)
                .build();
    }

    public static SimVm.Disk disk(int key, String bus, String file, String storage, long capacity) {
        return SimVmDiskBuilder.builder()
                .id(String.valueOf(key))
                .key(key)
                .controllerKey(1000)
                .bus(bus)
                .file(file)
                .storage(storage)
                .capacity(capacity)
                .serial("serial-" + key)
                .storageType(SimVm.StorageType.image)
                .build();
    }

    public static SimVm.Nic nic(int order, String mac, String network) {
        return new SimVm.Nic("nic-" + order, 4000 + order, order, mac, network, "", "vmxnet3");
    }

    public static SimVm.Address address(String mac, String ip) {
        return new SimVm.Address(mac, ip, 24, "192.0.2.1", List.of("192.0.2.2"), "manual");
    }

    public static PlanVm planVm() {
        return PlanVmBuilder.builder().id("vm-1201").name("web-a").build();
    }

    public static PlanSpec plan() {
        return PlanSpecBuilder.builder()
                .targetNamespace("apps-t1")
                .provider(new ProviderPair(new ObjectRef("vc", "openshift-mtv"), new ObjectRef("ocp", "openshift-mtv")))
                .map(new MapPair(new ObjectRef("nm", "openshift-mtv"), new ObjectRef("sm", "openshift-mtv")))
                .vms(List.of(planVm()))
                .build();
    }

    /** Maps the first network to the pod network, and the second one to a NetworkAttachmentDefinition. */
    public static List<NetworkPair> networks() {
        return List.of(
                new NetworkPair(NetworkSource.byId("network-11"), NetworkDestination.pod()),
                new NetworkPair(
                        new NetworkSource(null, "Storage", null, null, null),
                        NetworkDestination.multus("apps-t1", "br-40")));
    }

    public static List<StoragePair> storage() {
        return List.of(
                new StoragePair(SourceRef.byId("datastore-7"), new StorageDestination("gold")),
                new StoragePair(
                        new SourceRef(null, "vmfs-silver", null, null),
                        new StorageDestination(
                                "silver",
                                StorageDestination.VolumeMode.BLOCK,
                                StorageDestination.AccessMode.READ_WRITE_MANY)));
    }
}
