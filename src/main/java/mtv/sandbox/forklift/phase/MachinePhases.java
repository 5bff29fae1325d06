package mtv.sandbox.forklift.phase;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import mtv.model.TargetPowerState;
import mtv.sandbox.forklift.build.ClusterMachineManifest;
import mtv.sandbox.forklift.build.MachineManifest;
import mtv.sandbox.forklift.build.MigratedDisk;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.itinerary.VmTrait;
import mtv.sandbox.forklift.objects.TargetVolumes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The phase that creates the VirtualMachine on the destination after its disks are there. */
final class MachinePhases {

    private static final String VMWARE_SERIAL_FROM = "4.20";

    private MachinePhases() {}

    static void create(VmRun vm) {
        vm.work();
        Map<Integer, String> claims = new TreeMap<>();
        List<MigratedDisk> disks = new ArrayList<>();
        List<PersistentVolumeClaim> own = vm.claims();
        for (MigratedDisk disk :
                vm.context().kind().disks(vm.source(), vm.context().catalog())) {
            claim(vm, disk, own).ifPresent(claim -> {
                disks.add(disk);
                claims.put(disk.index(), claim.getMetadata().getName());
            });
        }
        GenericKubernetesResource machine = machine(vm, disks, claims);
        GenericKubernetesResource created = vm.target().create(machine);
        claims.values().forEach(claim -> vm.volumes().giveClaim(claim, created));
        vm.volumes().deleteDataVolumes(vm.id());
        vm.advance();
    }

    private static GenericKubernetesResource machine(VmRun vm, List<MigratedDisk> disks, Map<Integer, String> claims) {
        MachineManifest.Blueprint blueprint = new MachineManifest.Blueprint(
                vm.targetName(),
                vm.context().labels().vm(vm.id()),
                vm.names(),
                vm.context().catalog(),
                vm.options().converts(),
                disks,
                claims,
                vm.context().mapping().attach(vm.source()),
                vmwareSerial(vm),
                runStrategy(vm));
        return vm.context().kind() == SourceKind.OPENSHIFT
                ? ClusterMachineManifest.build(
                        blueprint, vm.context().sourceCluster().spec(vm.source()))
                : MachineManifest.build(blueprint);
    }

    /**
     * The claim of a disk. A shared disk that is not migrated with this VM uses the claim that is there already. A disk
     * of an unmapped storage has none.
     */
    private static Optional<PersistentVolumeClaim> claim(VmRun vm, MigratedDisk disk, List<PersistentVolumeClaim> own) {
        boolean others = disk.disk().shared() && !vm.options().sharedDisks();
        Optional<PersistentVolumeClaim> found = (others ? vm.volumes().allClaims() : own)
                .stream()
                        .filter(claim -> disk.source().equals(TargetVolumes.source(claim)))
                        .findFirst();
        boolean expected =
                !others && vm.context().mapping().storage(disk.disk()).isPresent();
        if (found.isEmpty() && expected) {
            throw new IllegalStateException("failed to find persistent volume for disk " + disk.source());
        }
        return found;
    }

    private static boolean vmwareSerial(VmRun vm) {
        return vm.context().kind() == SourceKind.VSPHERE
                && vm.context().settings().vmwareSerial()
                && atLeast(vm.target().openShiftVersion(vm.context().home()), VMWARE_SERIAL_FROM);
    }

    static boolean atLeast(String version, String wanted) {
        if (version.isEmpty()) {
            return false;
        }
        String[] have = version.split("[.-]");
        String[] want = wanted.split("\\.");
        int major = Integer.compare(Integer.parseInt(have[0]), Integer.parseInt(want[0]));
        return major > 0 || major == 0 && Integer.parseInt(have[1]) >= Integer.parseInt(want[1]);
    }

    /** The run strategy: as wanted, else as on the source. A Windows guest has to run once to finish its conversion. */
    private static String runStrategy(VmRun vm) {
        TargetPowerState power = vm.options().power();
        boolean on = power == TargetPowerState.ON
                || vm.itinerary().is(VmTrait.WINDOWS)
                || power == TargetPowerState.AUTO && "On".equals(vm.status().restorePowerState());
        return on ? "Always" : "Halted";
    }
}
