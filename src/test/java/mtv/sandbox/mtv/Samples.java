package mtv.sandbox.mtv;

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
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SimVmBuilder;

import java.util.List;

/** One VM and the Plan around it, for tests that change what they are about. */
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
                .nics(List.of(
                        new SimVm.Nic(4000, 0, "02:11:22:aa:00:01", "network-11", "192.0.2.15"),
                        new SimVm.Nic(4001, 1, "02:11:22:aa:00:02", "network-12", "192.0.2.16")))
                .snapshots(List.of())
                .changeTracking(true)
                .build();
    }

    private static SimVm.Disk disk(int key, String bus, String file, String datastore, long capacity) {
        return new SimVm.Disk(key, 1000, 0, bus, file, datastore, capacity, "serial-" + key, false);
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

    /** The first network to the pod network, the second to a NetworkAttachmentDefinition. */
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
