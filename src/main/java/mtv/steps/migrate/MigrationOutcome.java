package mtv.steps.migrate;

import mtv.check.compare.RunFacts;
import mtv.check.compare.RunLog;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.model.VmStatus;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run of a Plan that came to its good end, with what only the watch of it has seen.
 *
 * @param migration as it was at the end
 * @param warm what a warm migration was told; empty for a cold one
 * @param earlier VMs that an earlier run of the Plan had migrated before it failed, by id
 * @param stopped ids of the VMs whose sources an earlier run had powered off before it failed
 */
public record MigrationOutcome(
        Plan plan,
        Migration migration,
        RunLog log,
        Optional<RunFacts.Warm> warm,
        Map<String, Earlier> earlier,
        Set<String> stopped) {

    /**
     * @param migrationUid of the Migration that migrated it
     * @param vm as it was when that had failed
     */
    public record Earlier(String migrationUid, VmStatus vm) {}
}
