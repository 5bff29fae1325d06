package mtv.check;

import mtv.model.Snapshot;

import java.util.List;

/** The Plan's conditions may be those of an earlier run; its history tells. */
final class OwnSuccess extends Check<RunFacts> {

    OwnSuccess() {
        super("own-success", "That the Plan succeeded is said of this Migration.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        List<Snapshot> history = run.plan().getStatus().migration().history();
        Snapshot last = history.get(history.size() - 1);
        findings.equal(
                "last run of the Plan",
                Side.of(run.migration().getMetadata().getUid(), "uid of the Migration"),
                Side.of(last.migration().uid(), "history of the Plan"));
        boolean succeeded = last.conditions() != null
                && last.conditions().stream()
                        .anyMatch(c -> c.isTrue() && c.type().equals("Succeeded"));
        findings.hold(
                succeeded,
                "outcome of the last run",
                Side.of("Succeeded", "rule of MTV"),
                Side.of(succeeded ? "Succeeded" : "not Succeeded", "history of the Plan"));
    }
}
