package mtv.steps;

import mtv.check.AcceptedDifferences;
import mtv.check.Checks;
import mtv.check.Report;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunFactsBuilder;
import mtv.model.Plan;
import mtv.steps.migrate.MigrationOutcome;
import mtv.vm.Documents;
import mtv.vm.SourceType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The findings of those checks that need nothing but what MTV wrote during a run. */
final class RecordedChecks {

    static final Set<String> IDS = Set.of(
            "steps-completed",
            "steps-progress",
            "own-success",
            "precopies",
            "precopy-interval",
            "precopy-complete",
            "precopy-failures",
            "final-delta",
            "cutover");

    private RecordedChecks() {}

    static Report of(MigrationOutcome executed, RecordedRun run) {
        return of(executed, run, executed.warm());
    }

    static Report of(MigrationOutcome executed, RecordedRun run, Optional<RunFacts.Warm> warm) {
        RunFacts facts = RunFactsBuilder.builder()
                .destination("hub")
                .plan(run.read(Plan.class, "plan"))
                .migration(executed.migration())
                .log(executed.log())
                .conditions(Map.of())
                .gone(List.of())
                .warm(warm)
                .found(List.of())
                .vmsInNamespace(List.of())
                .tls(List.of())
                .canceled(List.of())
                .earlier(Map.of())
                .documents(Documents.NONE)
                .archived(Optional.empty())
                .build();
        AcceptedDifferences agreement = new AcceptedDifferences(SourceType.VSPHERE, Map.of(), List.of());
        return new Report(Checks.compare(new MigrationFacts(List.of(), facts), agreement).findings().stream()
                .filter(finding -> IDS.contains(finding.check()))
                .toList());
    }
}
