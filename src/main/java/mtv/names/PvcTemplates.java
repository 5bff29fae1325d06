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
     * Why MTV refuses the template for every VM. It is empty when the template may be right, and when only Go renders
     * it, since MTV then decides.
     */
    public static Optional<String> problem(String template) {
        try {
            new PvcNames(template, false).name(SAMPLE);
            return Optional.empty();
        } catch (TemplateException e) {
            return e.isOfGoAlone() ? Optional.empty() : Optional.of(e.getMessage());
        }
    }
}
