package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Progress of one VM, and the options that the Plan's VM had when it began. The phase ends as Completed for success,
 * failure and cancel alike: the conditions tell them apart.
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VmStatus(
        String id,
        String name,
        String namespace,
        String type,
        String targetName,
        TargetPowerState targetPowerState,
        List<HookRef> hooks,
        ObjectRef luks,
        Boolean nbdeClevis,
        String rootDisk,
        String instanceType,
        String pvcNameTemplate,
        String volumeNameTemplate,
        String networkNameTemplate,
        Boolean migrateSharedDisks,
        Boolean deleteVmOnFailMigration,
        Boolean enableNestedVirtualization,
        Boolean rdmAsLun,
        Boolean scsiReservation,
        String newName,
        String phase,
        List<PipelineStep> pipeline,
        VmError error,
        WarmStatus warm,
        String restorePowerState,
        String firmware,
        String operatingSystem,
        Integer detectedBootDisk,
        Boolean disksCopied,
        Instant started,
        Instant completed,
        List<Condition> conditions)
        implements VmStatusBuilder.With {

    /** The pipeline without nulls; empty if there is none. */
    public List<PipelineStep> steps() {
        return pipeline == null
                ? List.of()
                : pipeline.stream().filter(Objects::nonNull).toList();
    }

    /** Whether the VM has this condition. */
    public boolean has(String condition) {
        return conditions != null
                && conditions.stream().anyMatch(c -> c != null && condition.equals(c.type()) && c.isTrue());
    }
}
