package mtv.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Affinity;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Map;

/** What a Plan asks for. Every nullable field means "the product's default" when absent. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanSpec(
        String description,
        String targetNamespace,
        ProviderPair provider,
        MapPair map,
        Boolean warm,
        MigrationType type,
        List<PlanVm> vms,
        Boolean archived,
        ObjectRef transferNetwork,
        Boolean preserveClusterCpuModel,
        Boolean preserveStaticIPs,
        String diskBus,
        String pvcNameTemplate,
        Boolean pvcNameTemplateUseGenerateName,
        String volumeNameTemplate,
        String networkNameTemplate,
        Boolean migrateSharedDisks,
        Boolean deleteGuestConversionPod,
        Boolean installLegacyDrivers,
        Boolean skipGuestConversion,
        Boolean useCompatibilityMode,
        TargetPowerState targetPowerState,
        Map<String, String> targetLabels,
        Map<String, String> targetNodeSelector,
        Affinity targetAffinity,
        Map<String, String> convertorLabels,
        Map<String, String> convertorNodeSelector,
        Affinity convertorAffinity,
        Boolean runPreflightInspection,
        Boolean deleteVmOnFailMigration,
        String conversionTempStorageClass,
        String conversionTempStorageSize,
        ObjectRef customizationScripts,
        Boolean skipZoneNodeSelector,
        String serviceAccount,
        Boolean enableNestedVirtualization,
        Boolean rdmAsLun,
        String virtV2vImage,
        Boolean xfsCompatibility,
        Boolean scsiReservation,
        TagMapping tagMapping)
        implements PlanSpecBuilder.With {

    /** Whether the migration is warm, by the older flag or by the newer type. */
    @JsonIgnore
    public boolean isWarm() {
        return Boolean.TRUE.equals(warm) || type == MigrationType.WARM;
    }
}
