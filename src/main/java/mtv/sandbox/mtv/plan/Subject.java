package mtv.sandbox.mtv.plan;

import mtv.model.MigrationSpec;
import mtv.model.NetworkMap;
import mtv.model.OffloadPlugin;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.model.StoragePair;
import mtv.sandbox.mtv.build.Labels;
import mtv.sandbox.mtv.build.Mapping;
import mtv.sandbox.mtv.run.Pass;
import mtv.sandbox.mtv.run.RunRecord;
import mtv.sandbox.mtv.run.TargetObjects;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.util.List;
import java.util.Map;

/**
 * A Plan together with all that it refers to, its VMs' references completed.
 *
 * @param plan whose VMs have both id and name
 * @param storageMap null for a conversion alone, which needs none
 * @param machines of the source by id, as they were when the turn began
 */
record Subject(
        Plan plan,
        Provider source,
        Provider destination,
        NetworkMap networkMap,
        StorageMap storageMap,
        SourcePlatform platform,
        Map<String, SimVm> machines) {

    Mapping mapping() {
        return new Mapping(networkMap.getSpec().map(), storages(), platform);
    }

    /** The entries of its StorageMap. */
    List<StoragePair> storages() {
        return storageMap == null ? List.of() : storageMap.getSpec().map();
    }

    /** Whether the storage array copies anything. */
    boolean offloads() {
        return storages().stream().anyMatch(Subject::byArray);
    }

    /** Whether the storage array copies what this entry is about. */
    static boolean byArray(StoragePair pair) {
        OffloadPlugin plugin = pair.offloadPlugin();
        return plugin != null && (plugin.vsphereXcopyConfig() != null || plugin.csiVolumeImport() != null);
    }

    Pass pass(Environment environment, MigrationSpec migration, String migrationUid, RunRecord record) {
        Labels labels = Labels.of(plan, migrationUid);
        TargetObjects target = new TargetObjects(
                environment.connections().to(destination), plan.getSpec().targetNamespace(), labels, record.underWay());
        return new Pass(
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
                record.isRepeated());
    }
}
