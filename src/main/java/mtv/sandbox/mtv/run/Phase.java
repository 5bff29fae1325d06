package mtv.sandbox.mtv.run;

/** Where a VM is on its itinerary, in the product's words. */
public enum Phase {
    Started,
    CreateInitialSnapshot,
    WaitForInitialSnapshot,
    StoreInitialSnapshotDeltas,
    PreflightInspection,
    CreateDataVolumes,
    AllocateDisks,
    CopyDisks,
    CopyingPaused,
    RemovePreviousSnapshot,
    WaitForPreviousSnapshotRemoval,
    CreateSnapshot,
    WaitForSnapshot,
    StoreSnapshotDeltas,
    AddCheckpoint,
    StorePowerState,
    PowerOffSource,
    WaitForPowerOff,
    RemovePenultimateSnapshot,
    WaitForPenultimateSnapshotRemoval,
    CreateFinalSnapshot,
    WaitForFinalSnapshot,
    AddFinalCheckpoint,
    Finalize,
    RemoveFinalSnapshot,
    CreateGuestConversionPod,
    ConvertGuest,
    CopyDisksVirtV2V,
    CreateVM,
    WaitForGuestReboots,
    WaitForFinalSnapshotRemoval,
    /** Success, failure and cancel end alike. */
    Completed
}
