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
        implements PlanVmBuilder.With {

    /**
     * Whether it is a VM of the source with this id, name and namespace. An id tells more than a name, by which alone
     * people may name a VM.
     *
     * @param where namespace of the VM; null or empty where the source has none
     */
    public boolean means(String ofId, String ofName, String where) {
        if (id != null && !id.isEmpty()) {
            return id.equals(ofId);
        }
        boolean anywhere = isNone(namespace) || isNone(where);
        return name != null && name.equals(ofName) && (anywhere || namespace.equals(where));
    }

    private static boolean isNone(String text) {
        return text == null || text.isEmpty();
    }
}
