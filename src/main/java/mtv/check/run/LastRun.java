package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.model.MapPair;
import mtv.model.MigrationRecord;
import mtv.model.ObjectRef;
import mtv.model.PlanSpec;
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
        Optional<PlanSpec> spec = Optional.ofNullable(run.plan().getSpec());
        ProviderPair providers = spec.map(PlanSpec::provider).orElse(null);
        MapPair maps = spec.map(PlanSpec::map).orElse(null);
        with(
                "source Provider",
                of(providers, ProviderPair::source),
                of(last.provider(), SnapshotPair::source),
                findings);
        with(
                "destination Provider",
                of(providers, ProviderPair::destination),
                of(last.provider(), SnapshotPair::destination),
                findings);
        with("NetworkMap", of(maps, MapPair::network), of(last.map(), SnapshotMaps::network), findings);
        with("StorageMap", of(maps, MapPair::storage), of(last.map(), SnapshotMaps::storage), findings);
        String end = run.vms().isEmpty() ? "Canceled" : "Succeeded";
        boolean ended = last.conditions() != null
                && last.conditions().stream().anyMatch(c -> c != null && c.isTrue() && end.equals(c.type()));
        findings.record(
                ended,
                "outcome of the last run",
                ReportedValue.of(end, "rule of MTV"),
                ReportedValue.of(ended ? end : "not " + end, HISTORY));
    }

    private static ReportedValue uid(Snapshot run) {
        return run.migration() == null ? NONE : ReportedValue.of(run.migration().uid(), HISTORY);
    }

    /** @param pair null where the record has none */
    private static <P, R> Optional<R> of(P pair, Function<P, R> one) {
        return Optional.ofNullable(pair).map(one);
    }

    private static void with(String what, Optional<ObjectRef> asked, Optional<SnapshotRef> used, Findings findings) {
        findings.record(
                asked.isPresent()
                        && used.map(SnapshotRef::name).equals(asked.map(ObjectRef::name))
                        && used.map(SnapshotRef::namespace).equals(asked.map(ObjectRef::namespace)),
                what + " of the last run",
                asked.map(ref -> ReportedValue.of(ref.namespace() + "/" + ref.name(), "the Plan"))
                        .orElse(ReportedValue.of("one of the Plan", "the Plan names none any more")),
                used.map(ref -> ReportedValue.of(ref.namespace() + "/" + ref.name(), HISTORY))
                        .orElse(NONE));
    }
}
