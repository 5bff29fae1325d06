package mtv.names;

import mtv.names.gotemplate.TemplateException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What can be said of a template of volumes' names before there is a VM. */
public final class PvcTemplates {

    /** Every field that MTV knows, with a value that may stand in a label where one is usual (PVCNameTemplateData). */
    private static final Map<String, Object> SAMPLE = new HashMap<>(Map.of(
            "VmName", "vm",
            "TargetVmName", "vm",
            "PlanName", "plan",
            "DiskIndex", 0,
            "VmId", "vm-1",
            "WinDriveLetter", "c",
            "RootDiskIndex", 0,
            "Shared", false,
            "FileName", "vm.vmdk"));

    static {
        SAMPLE.putAll(Map.of(
                "SourcePVCName", "claim",
                "SourcePVCNamespace", "ns",
                "VolumeID", "vol-1",
                "SnapshotID", "snap-1",
                "DiskId", "disk-1"));
    }

    private PvcTemplates() {}

    /**
     * Why MTV refuses it whatever the VM is; empty when it may be right, or is written in more than we read of Go's.
     */
    public static Optional<String> problem(String template) {
        try {
            new PvcNames(template, false).name(SAMPLE);
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(e.getMessage()).filter(why -> !isOurs(why));
        }
    }

    /** Loops and variables are Go's, and not ours. */
    private static boolean isOurs(String why) {
        return why.endsWith("is not supported") || why.contains(": cannot read \"$");
    }
}
