package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.model.MapPair;
import mtv.model.MigrationRecord;
import mtv.model.ObjectRef;
import mtv.model.PlanStatus;
import mtv.model.ProviderPair;
import mtv.model.Snapshot;
import mtv.model.Snapshot.SnapshotMaps;
import mtv.model.Snapshot.SnapshotPair;
import mtv.model.Snapshot.SnapshotRef;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Compares the last run in the Plan's history with the Migration, and with the Providers and maps of the Plan. */
final class LastRun implements Rule<RunFacts> {

    private static final String HISTORY = "history of the Plan";
    private static final ReportedValue NONE = ReportedValue.of("none", HISTORY);

    @Override
    public void compare(RunFacts run, Findings findings) {
        List<Snapshot> history = Optional.ofNullable(run.plan().getStatus())
                .map(PlanStatus::migration)
                .map(MigrationRecord::history)
                .orElse(List.of());
        if (history.isEmpty() || history.get(history.size() - 1) == null) {
            findings.record(false, "last run of the Plan", ReportedValue.of("this Migration", "rule of MTV"), NONE);
            return;
        }
        Snapshot last = history.get(history.size() - 1);
        findings.equal(
                "last run of the Plan",
                ReportedValue.of(run.migration().getMetadata().getUid(), "uid of the Migration"),
                uid(last));
        ProviderPair providers = run.plan().getSpec().provider();
        MapPair maps = run.plan().getSpec().map();
        with("source Provider", providers.source(), used(last.provider(), SnapshotPair::source), findings);
        with(
                "destination Provider",
                providers.destination(),
                used(last.provider(), SnapshotPair::destination),
                findings);
        with("NetworkMap", maps.network(), used(last.map(), SnapshotMaps::network), findings);
        with("StorageMap", maps.storage(), used(last.map(), SnapshotMaps::storage), findings);
        String end = run.vms().isEmpty() ? "Canceled" : "Succeeded";
        boolean ended = last.conditions() != null
                && last.conditions().stream().anyMatch(c -> c.isTrue() && end.equals(c.type()));
        findings.record(
                ended,
                "outcome of the last run",
                ReportedValue.of(end, "rule of MTV"),
                ReportedValue.of(ended ? end : "not " + end, HISTORY));
    }

    private static ReportedValue uid(Snapshot run) {
        return run.migration() == null ? NONE : ReportedValue.of(run.migration().uid(), HISTORY);
    }

    private static <P> Optional<SnapshotRef> used(P pair, Function<P, SnapshotRef> one) {
        return Optional.ofNullable(pair).map(one);
    }

    private static void with(String what, ObjectRef asked, Optional<SnapshotRef> used, Findings findings) {
        findings.equal(
                what + " of the last run",
                ReportedValue.of(asked.namespace() + "/" + asked.name(), "the Plan"),
                used.map(ref -> ReportedValue.of(ref.namespace() + "/" + ref.name(), HISTORY))
                        .orElse(NONE));
    }
}
