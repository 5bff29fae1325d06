package mtv.names;

import mtv.names.gotemplate.TemplateException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks a template for the names of volumes before there is a VM. */
public final class PvcTemplates {

    /** A sample of every field that MTV offers (PVCNameTemplateData). */
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
     * Why MTV refuses the template for every VM. It is empty when the template may be right, and when it uses parts of
     * Go's language that are not implemented here.
     */
    public static Optional<String> problem(String template) {
        try {
            new PvcNames(template, false).name(SAMPLE);
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(e.getMessage()).filter(why -> !isOnlyRefusedHere(why));
        }
    }

    /** Whether it is only refused here, because loops and variables are not implemented. */
    private static boolean isOnlyRefusedHere(String why) {
        return why.endsWith("is not supported") || why.contains(": cannot read \"$");
    }
}
