package mtv.sandbox.forklift.itinerary;

/** A step of a VM's pipeline, with the name and the description that MTV writes. */
public enum Step {
    Initialize("Initialize migration.", false),
    PreHook("Run pre-migration hook.", false),
    PreflightInspection("Inspect VM before migration.", false),
    DiskAllocation("Allocate disks.", true),
    DiskTransfer("Transfer disks.", true),
    DiskTransferV2v("Copy disks.", true),
    Cutover("Finalize disk transfer.", true),
    ImageConversion("Convert image to kubevirt.", false),
    ConvertOpenstackSnapshot("Convert OpenStack snapshot.", true),
    VirtualMachineCreation("Create VM.", false),
    WaitForGuestReboots("Wait for Windows guest reboot after conversion.", false),
    PostHook("Run post-migration hook.", false),
    WaitForFinalSnapshotConsolidation("Waiting for final snapshot removal and consolidation", false);

    private final String description;
    private final boolean perDisk;

    Step(String description, boolean perDisk) {
        this.description = description;
        this.perDisk = perDisk;
    }

    public String description() {
        return description;
    }

    /** Whether the step has one task for each disk, which counts megabytes. */
    boolean perDisk() {
        return perDisk;
    }
}
