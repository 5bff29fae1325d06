package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;

/** One virtual machine of a Plan; its options override those of the Plan. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanVm(
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
        Boolean scsiReservation)
        implements PlanVmBuilder.With {}
