package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.model.Condition;
import mtv.model.MigrationType;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.NetworkMapSpec;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.StorageMap;
import mtv.model.StorageMapSpec;
import mtv.sandbox.forklift.FakePlatform;
import mtv.sandbox.forklift.Samples;
import mtv.sandbox.forklift.itinerary.SampleVmOptions;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** MTV's validation of the VMs of a Plan: one VM for each problem that it reports. */
public class VmCheckTest {

    private static final SimVm VM = Samples.vm();
    private static final PlanVm WISH = Samples.planVm();
    private static final PlanSpec COLD = Samples.plan();
    private static final PlanSpec WARM = COLD.withWarm(true);

    @DataProvider
    public Object[][] machines() {
        return new Object[][] {
            {"nothing wrong", WARM, WISH, VM, ""},
            {"renamed", COLD, WISH, VM.withName("DB_Main"), "TargetNameNotValid"},
            {"bad target name", COLD, WISH.withTargetName("Not Valid"), VM, "NotValid"},
            {"dotted name in the default template", COLD, WISH, VM.withName("app.v2"), "NotValid"},
            {"name taken", COLD, WISH.withTargetName("taken"), VM, "VMAlreadyExists"},
            {"unknown network", COLD, WISH, onNetwork("network-99"), "VMNetworksNotMapped"},
            {"unknown datastore", COLD, WISH, onDatastore("datastore-99"), "VMStorageNotMapped"},
            {"two NICs on the pod network", COLD, WISH, onNetwork("network-11"), "VMMultiplePodNetworkMappings"},
            {"no block tracking", WARM, WISH, VM.withChangeTracking(false), "VMMissingChangedBlockTracking"},
            {"no block tracking, cold", COLD, WISH, VM.withChangeTracking(false), ""},
            {"snapshots", WARM, WISH, VM.withSnapshots(List.of("snapshot-1")), "VMHasSnapshots"},
            {"on, without tools", COLD, WISH, withoutAddresses(), "VMMissingGuestIPs GuestToolsIssue"},
            {
                "off, without tools",
                COLD.withPreserveStaticIPs(false),
                WISH,
                withoutAddresses().withPower(SimVm.PowerState.poweredOff),
                ""
            },
            {"not consolidated", WARM, WISH, VM.withShown(Map.of("consolidationNeeded", true)), "VMConsolidationNeeded"
            },
            {"not consolidated, cold", COLD, WISH, VM.withShown(Map.of("consolidationNeeded", true)), ""},
            {"raw device", COLD, WISH, disks(disk -> disk.withStorageType(SimVm.StorageType.lun)), "RDMDiskWarning"},
            {"raw device, warm", WARM, WISH, disks(disk -> disk.withStorageType(SimVm.StorageType.lun)), ""},
            {
                "independent disk",
                WARM,
                WISH,
                disks(disk -> disk.withMode("independent_nonpersistent")),
                "IndependentDiskWarning"
            },
            {"no NIC", COLD, WISH, withoutAddresses().withNics(List.of()), "GuestToolsIssue"},
            {
                "empty disk",
                COLD,
                WISH,
                VM.withDisks(List.of(Samples.disk(2000, "scsi", "[d] w/w.vmdk", "datastore-7", 0))),
                "InvalidDiskSizes"
            },
            {
                "keys and Clevis",
                COLD,
                WISH.withLuks(new ObjectRef("k", "n")).withNbdeClevis(true),
                VM,
                "LuksAndClevisIncompatibility"
            },
            {"no claims to convert", COLD.withType(MigrationType.CONVERSION), WISH, VM, "MissingPvcForOnlyConversion"},
            {"bad network template", COLD, WISH.withNetworkNameTemplate("{{.Nothing}}"), VM, "NotValid"},
            {"bad volume template", COLD, WISH.withVolumeNameTemplate("UPPER"), VM, "NotValid"},
            {"bad claim template", COLD.withPvcNameTemplate("{{.Nothing}}"), WISH, VM, "NotValid"},
            {"claim template with blanks around", COLD.withPvcNameTemplate(" {{.VmName}} "), WISH, VM, ""},
            {"MAC taken", COLD, WISH, withMac("02:ff:00:00:00:01"), "MacConflicts"},
            {
                "MAC taken in another spelling, which the product does not see",
                COLD,
                WISH,
                withMac("02:FF:00:00:00:01"),
                ""
            },
            {
                "address of a NIC that is not there",
                COLD,
                WISH,
                VM.withAddresses(List.of(Samples.address("02:00:00:00:00:77", "192.0.2.15"))),
                "VMMissingGuestIPs"
            },
        };
    }

    @Test(dataProvider = "machines")
    public void aPlanReportsWhatIsWrongWithItsVm(String what, PlanSpec plan, PlanVm planVm, SimVm vm, String types) {
        Conditions conditions = new Conditions(List.of(), Instant.EPOCH);
        PlanVm resolved = planVm.withName(vm.name());
        VmView view = new VmView(
                resolved(plan.withVms(List.of(resolved)), vm),
                SampleVmOptions.vsphere(plan.withVms(List.of(resolved)), vm, true),
                new DestinationState(Set.of("taken"), Set.of("02:ff:00:00:00:01"), Set.of(), List.of()),
                Optional.empty());
        VmCheck.report(List.of(VmCheck.wrong(view)), conditions);

        assertThat(conditions.staged())
                .as(what)
                .extracting(Condition::type)
                .containsExactlyInAnyOrder(types.isEmpty() ? new String[0] : types.split(" "));
    }

    private static ResolvedPlan resolved(PlanSpec spec, SimVm vm) {
        Plan plan = new Plan();
        plan.setMetadata(new ObjectMetaBuilder().withName("pl").build());
        plan.setSpec(spec);
        NetworkMap networks = new NetworkMap();
        networks.setSpec(new NetworkMapSpec(null, networks()));
        StorageMap storages = new StorageMap();
        storages.setSpec(new StorageMapSpec(null, Samples.storage()));
        return new ResolvedPlan(
                plan, null, null, networks, storages, new FakePlatform(List.of(vm)), Map.of(vm.id(), vm));
    }

    private static List<NetworkPair> networks() {
        return List.of(
                new NetworkPair(NetworkSource.byId("network-11"), NetworkDestination.pod()),
                new NetworkPair(NetworkSource.byId("network-12"), NetworkDestination.multus("apps-t1", "br-40")));
    }

    private static SimVm onNetwork(String network) {
        return VM.withNics(
                VM.nics().stream().map(nic -> nic.withNetwork(network)).toList());
    }

    private static SimVm withMac(String mac) {
        return VM.withNics(List.of(Samples.nic(0, mac, "network-11")))
                .withAddresses(List.of(Samples.address(mac, "192.0.2.15")));
    }

    private static SimVm withoutAddresses() {
        return VM.withTools(SimVm.Tools.notRunning);
    }

    private static SimVm disks(UnaryOperator<SimVm.Disk> change) {
        return VM.withDisks(VM.disks().stream().map(change).toList());
    }

    private static SimVm onDatastore(String datastore) {
        return VM.withDisks(List.of(Samples.disk(2000, "scsi", "[d] web-a/web-a.vmdk", datastore, 1L << 30)));
    }
}
