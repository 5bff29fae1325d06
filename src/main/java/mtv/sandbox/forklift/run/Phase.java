package mtv.sandbox.forklift.run;

import java.util.function.Consumer;

/** Where a VM is on its {@link Itinerary}, in the product's words, and what is done there. */
public enum Phase {
    Started(StartPhases::start),
    PreHook(HookPhases::run),
    StorePowerState(StartPhases::storePowerState),
    PowerOffSource(StartPhases::powerOff),
    WaitForPowerOff(StartPhases::waitForPowerOff),
    CreateInitialSnapshot(SnapshotPhases::create),
    WaitForInitialSnapshot(SnapshotPhases::waitForSnapshot),
    StoreInitialSnapshotDeltas(SnapshotPhases::storeDeltas),
    PreflightInspection(GuestPhases::inspect),
    CreateDataVolumes(DiskPhases::create),
    AllocateDisks(DiskPhases::follow),
    CopyDisks(DiskPhases::follow),
    CopyingPaused(SnapshotPhases::pause),
    RemovePreviousSnapshot(SnapshotPhases::remove),
    WaitForPreviousSnapshotRemoval(SnapshotPhases::waitForRemoval),
    CreateSnapshot(SnapshotPhases::create),
    WaitForSnapshot(SnapshotPhases::waitForSnapshot),
    StoreSnapshotDeltas(SnapshotPhases::storeDeltas),
    AddCheckpoint(SnapshotPhases::addCheckpoint),
    RemovePenultimateSnapshot(SnapshotPhases::remove),
    WaitForPenultimateSnapshotRemoval(SnapshotPhases::waitForRemoval),
    CreateFinalSnapshot(SnapshotPhases::create),
    WaitForFinalSnapshot(SnapshotPhases::waitForSnapshot),
    AddFinalCheckpoint(SnapshotPhases::addFinalCheckpoint),
    Finalize(DiskPhases::follow),
    RemoveFinalSnapshot(SnapshotPhases::remove),
    CreateGuestConversionPod(GuestPhases::createConversionPod),
    ConvertGuest(GuestPhases::convert),
    CopyDisksVirtV2V(GuestPhases::convert),
    /** The image that it would wait for has been read already. */
    ConvertOpenstackSnapshot(VmRun::advance),
    CreateVM(MachinePhases::create),
    WaitForGuestReboots(GuestPhases::waitForReboots),
    PostHook(HookPhases::run),
    WaitForFinalSnapshotRemoval(SnapshotPhases::waitForRemoval),
    /** Success, failure and cancel end alike; no step shows it. */
    Completed(VmRun::complete);

    private final Consumer<VmRun> action;

    Phase(Consumer<VmRun> action) {
        this.action = action;
    }

    /** Once in each pass, until the VM has gone on. */
    void act(VmRun vm) {
        action.accept(vm);
    }
}
