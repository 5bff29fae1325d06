package mtv.sandbox.mtv.run;

import java.util.function.Predicate;

/** Where a VM is on its itinerary, in the product's words, and the step that shows it. */
public enum Phase {
    Started(Step.Initialize),
    CreateInitialSnapshot(Step.Initialize),
    WaitForInitialSnapshot(Step.Initialize),
    StoreInitialSnapshotDeltas(Step.Initialize),
    PreflightInspection(Step.PreflightInspection),
    CreateDataVolumes(Step.Initialize, Traits::inspection, Step.DiskTransfer),
    AllocateDisks(Step.DiskAllocation),
    CopyDisks(Step.DiskTransfer),
    CopyingPaused(Step.DiskTransfer),
    RemovePreviousSnapshot(Step.DiskTransfer),
    WaitForPreviousSnapshotRemoval(Step.DiskTransfer),
    CreateSnapshot(Step.DiskTransfer),
    WaitForSnapshot(Step.DiskTransfer),
    StoreSnapshotDeltas(Step.DiskTransfer),
    AddCheckpoint(Step.DiskTransfer),
    StorePowerState(Step.Initialize, Traits::warm, Step.Cutover),
    PowerOffSource(Step.Initialize, Traits::warm, Step.Cutover),
    WaitForPowerOff(Step.Initialize, Traits::warm, Step.Cutover),
    RemovePenultimateSnapshot(Step.Cutover),
    WaitForPenultimateSnapshotRemoval(Step.Cutover),
    CreateFinalSnapshot(Step.Cutover),
    WaitForFinalSnapshot(Step.Cutover),
    AddFinalCheckpoint(Step.Cutover),
    Finalize(Step.Cutover),
    RemoveFinalSnapshot(Step.Cutover),
    CreateGuestConversionPod(Step.ImageConversion),
    ConvertGuest(Step.ImageConversion),
    CopyDisksVirtV2V(Step.DiskTransferV2v),
    CreateVM(Step.VirtualMachineCreation),
    WaitForGuestReboots(Step.WaitForGuestReboots),
    WaitForFinalSnapshotRemoval(Step.WaitForFinalSnapshotConsolidation),
    /** Success, failure and cancel end alike; no step shows it. */
    Completed(null);

    private final Step step;
    private final Predicate<Traits> special;
    private final Step specialStep;

    Phase(Step step) {
        this(step, vm -> false, step);
    }

    Phase(Step step, Predicate<Traits> special, Step specialStep) {
        this.step = step;
        this.special = special;
        this.specialStep = specialStep;
    }

    /** Several phases are shown elsewhere on another way. */
    public Step step(Traits vm) {
        return special.test(vm) ? specialStep : step;
    }
}
