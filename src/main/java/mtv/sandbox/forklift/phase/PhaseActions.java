package mtv.sandbox.forklift.phase;

import mtv.sandbox.forklift.itinerary.Phase;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** The work of each phase. The itineraries only name the phases; here each gets the method that does its work. */
public final class PhaseActions {

    private static final Map<Phase, Consumer<VmRun>> ACTIONS = actions();

    private PhaseActions() {}

    private static Map<Phase, Consumer<VmRun>> actions() {
        Map<Phase, Consumer<VmRun>> actions = new EnumMap<>(Phase.class);
        actions.put(Phase.Started, StartPhases::start);
        actions.put(Phase.PreHook, HookPhases::run);
        actions.put(Phase.StorePowerState, StartPhases::storePowerState);
        actions.put(Phase.PowerOffSource, StartPhases::powerOff);
        actions.put(Phase.WaitForPowerOff, StartPhases::waitForPowerOff);
        actions.put(Phase.CreateInitialSnapshot, SnapshotPhases::create);
        actions.put(Phase.WaitForInitialSnapshot, SnapshotPhases::waitForSnapshot);
        actions.put(Phase.StoreInitialSnapshotDeltas, SnapshotPhases::storeDeltas);
        actions.put(Phase.PreflightInspection, GuestPhases::inspect);
        actions.put(Phase.CreateDataVolumes, DiskPhases::create);
        actions.put(Phase.AllocateDisks, DiskPhases::follow);
        actions.put(Phase.CopyDisks, DiskPhases::follow);
        actions.put(Phase.CopyingPaused, SnapshotPhases::pause);
        actions.put(Phase.RemovePreviousSnapshot, SnapshotPhases::remove);
        actions.put(Phase.WaitForPreviousSnapshotRemoval, SnapshotPhases::waitForRemoval);
        actions.put(Phase.CreateSnapshot, SnapshotPhases::create);
        actions.put(Phase.WaitForSnapshot, SnapshotPhases::waitForSnapshot);
        actions.put(Phase.StoreSnapshotDeltas, SnapshotPhases::storeDeltas);
        actions.put(Phase.AddCheckpoint, SnapshotPhases::addCheckpoint);
        actions.put(Phase.RemovePenultimateSnapshot, SnapshotPhases::remove);
        actions.put(Phase.WaitForPenultimateSnapshotRemoval, SnapshotPhases::waitForRemoval);
        actions.put(Phase.CreateFinalSnapshot, SnapshotPhases::create);
        actions.put(Phase.WaitForFinalSnapshot, SnapshotPhases::waitForSnapshot);
        actions.put(Phase.AddFinalCheckpoint, SnapshotPhases::addFinalCheckpoint);
        actions.put(Phase.Finalize, DiskPhases::follow);
        actions.put(Phase.RemoveFinalSnapshot, SnapshotPhases::remove);
        actions.put(Phase.CreateGuestConversionPod, GuestPhases::createConversionPod);
        actions.put(Phase.ConvertGuest, GuestPhases::convert);
        actions.put(Phase.CopyDisksVirtV2V, GuestPhases::convert);
        // the image that MTV would wait for was read with the other disks
        actions.put(Phase.ConvertOpenstackSnapshot, VmRun::advance);
        actions.put(Phase.CreateVM, MachinePhases::create);
        actions.put(Phase.WaitForGuestReboots, GuestPhases::waitForReboots);
        actions.put(Phase.PostHook, HookPhases::run);
        actions.put(Phase.WaitForFinalSnapshotRemoval, SnapshotPhases::waitForRemoval);
        actions.put(Phase.Completed, VmRun::complete);
        return Collections.unmodifiableMap(actions);
    }

    /** Does the work of the VM's phase. It is called once in each pass until the VM has moved on. */
    public static void run(VmRun vm) {
        ACTIONS.get(vm.phase()).accept(vm);
    }
}
