package mtv.check;

import java.util.List;

/** With a remote destination the cluster that runs MTV must stay empty. */
final class BystanderClean extends Check<RunFacts> {

    BystanderClean() {
        super("bystanders", "Nothing of the Plan is on a cluster that is not its destination.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        List<Found> astray = run.found().stream().filter(Found::bystander).toList();
        findings.equal(
                "objects on other clusters",
                Side.of(List.of(), "destination Provider of the Plan"),
                Side.of(astray, "label plan, on the run's other clusters"));
    }
}
