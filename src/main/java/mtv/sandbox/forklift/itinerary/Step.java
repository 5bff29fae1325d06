package mtv.sandbox.forklift.itinerary;

/** A line of a VM's pipeline, in the product's words, and what the line says. */
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

    /** Whether it counts megabytes, in one task per disk. */
    public boolean perDisk() {
        return perDisk;
    }
}
