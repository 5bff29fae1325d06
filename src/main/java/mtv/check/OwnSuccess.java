package mtv.check;

import mtv.model.MapPair;
import mtv.model.ObjectRef;
import mtv.model.ProviderPair;
import mtv.model.Snapshot;
import mtv.model.Snapshot.SnapshotRef;

import java.util.List;

/** The Plan's conditions may be those of an earlier run, with other maps; its history tells. */
final class OwnSuccess extends Check<RunFacts> {

    private static final String HISTORY = "history of the Plan";
    private static final Side NONE = Side.of("none", HISTORY);

    OwnSuccess() {
        super(
                "own-success",
                "That the Plan succeeded is said of this Migration, with the Providers and maps of the Plan.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        List<Snapshot> history = run.plan().getStatus().migration().history();
        if (history == null || history.isEmpty()) {
            findings.hold(false, "last run of the Plan", Side.of("this Migration", "rule of MTV"), NONE);
            return;
        }
        Snapshot last = history.get(history.size() - 1);
        findings.equal(
                "last run of the Plan",
                Side.of(run.migration().getMetadata().getUid(), "uid of the Migration"),
                Side.of(last.migration().uid(), HISTORY));
        ProviderPair providers = run.plan().getSpec().provider();
        MapPair maps = run.plan().getSpec().map();
        with("source Provider", providers.source(), last.provider().source(), findings);
        with("destination Provider", providers.destination(), last.provider().destination(), findings);
        with("NetworkMap", maps.network(), last.map().network(), findings);
        with("StorageMap", maps.storage(), last.map().storage(), findings);
        String end = run.vms().isEmpty() ? "Canceled" : "Succeeded";
        boolean ended = last.conditions() != null
                && last.conditions().stream()
                        .anyMatch(c -> c.isTrue() && c.type().equals(end));
        findings.hold(
                ended,
                "outcome of the last run",
                Side.of(end, "rule of MTV"),
                Side.of(ended ? end : "not " + end, HISTORY));
    }

    private static void with(String what, ObjectRef asked, SnapshotRef used, Findings findings) {
        findings.equal(
                what + " of the last run",
                Side.of(asked.namespace() + "/" + asked.name(), "the Plan"),
                Side.of(used.namespace() + "/" + used.name(), HISTORY));
    }
}
