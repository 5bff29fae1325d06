package mtv.sandbox.forklift.plan;

import mtv.model.MigrationSpec;
import mtv.model.NetworkMap;
import mtv.model.OffloadPlugin;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.model.StoragePair;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.PlanMaps;
import mtv.sandbox.forklift.objects.TargetObjects;
import mtv.sandbox.forklift.phase.ReconcileContext;
import mtv.sandbox.forklift.run.MigrationStatusEditor;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.util.List;
import java.util.Map;

/**
 * A Plan with everything that it refers to.
 *
 * @param plan whose VMs have both id and name
 * @param storageMap null for a conversion alone, which needs none
 * @param machines of the source by id, as they were when the reconciliation started
 */
record ResolvedPlan(
        Plan plan,
        Provider source,
        Provider destination,
        NetworkMap networkMap,
        StorageMap storageMap,
        SourcePlatform platform,
        Map<String, SimVm> machines) {

    PlanMaps mapping() {
        return new PlanMaps(networkMap.getSpec().map(), storages(), platform);
    }

    /** The entries of its StorageMap. */
    List<StoragePair> storages() {
        return storageMap == null ? List.of() : storageMap.getSpec().map();
    }

    /** Whether the storage array copies any disk. */
    boolean offloads() {
        return storages().stream().anyMatch(ResolvedPlan::byArray);
    }

    /** Whether the storage array copies the disks of this entry. */
    static boolean byArray(StoragePair pair) {
        OffloadPlugin plugin = pair.offloadPlugin();
        return plugin != null && (plugin.vsphereXcopyConfig() != null || plugin.csiVolumeImport() != null);
    }

    ReconcileContext context(
            ControllerEnvironment environment,
            MigrationSpec migration,
            String migrationUid,
            MigrationStatusEditor editor) {
        Labels labels = Labels.of(plan, migrationUid);
        TargetObjects target = new TargetObjects(
                environment.connections().to(destination), plan.getSpec().targetNamespace(), labels, editor.underWay());
        return new ReconcileContext(
                environment,
                plan,
                migration,
                labels,
                source,
                destination,
                platform,
                machines,
                platform.catalog(),
                mapping(),
                target,
                editor.isRepeated());
    }
}
