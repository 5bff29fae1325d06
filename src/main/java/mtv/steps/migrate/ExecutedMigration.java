package mtv.steps.migrate;

import mtv.check.compare.Canary;
import mtv.vm.Document;
import mtv.vm.Fact;

import java.util.List;
import java.util.Map;

/**
 * A migration that came to its good end, as the checks need it.
 *
 * @param userStopsBefore when people had stopped VMs on the source before the migration, in words, by the VMs' ids
 * @param canaries what the guests of the sources wrote while they were copied, by the VMs' ids
 * @param asked what the clusters were asked to create for it, as it was sent
 */
public record ExecutedMigration(
        MigrationOutcome outcome,
        Fact<Map<String, List<String>>> userStopsBefore,
        Map<String, Canary> canaries,
        List<Document> asked) {}
