package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

import java.util.List;

/** How a storage array copies the disk itself; one of the two is given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OffloadPlugin(VsphereXcopyConfig vsphereXcopyConfig, CsiVolumeImport csiVolumeImport) {

    /** XCOPY through an ESXi host. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VsphereXcopyConfig(
            @Required String secretRef,
            @Required XcopyVendor storageVendorProduct,
            List<String> dedicatedMigrationHosts) {}

    /** Import of the array's volume by its CSI driver. */
    public record CsiVolumeImport(
            @Required String secretRef, @Required CsiVendor storageVendorProduct) {}

    /** Arrays that MTV can drive by XCOPY. */
    public enum XcopyVendor {
        flashsystem,
        vantara,
        ontap,
        primera3par,
        pureFlashArray,
        powerflex,
        powermax,
        powerstore,
        infinibox
    }

    /** Arrays whose CSI driver can adopt a volume. */
    public enum CsiVendor {
        primera3par,
        ontap
    }
}
