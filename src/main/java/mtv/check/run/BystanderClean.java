package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.vm.FoundObject;

import java.util.List;

/** MTV takes a destination Provider without a url for the cluster it runs on, whatever its Secret says. */
final class BystanderClean extends Check<RunFacts> {

    BystanderClean() {
        super("bystanders", "Nothing of the Plan is on a cluster that is not its destination.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        ObservedValue expected = ObservedValue.of(run.destination(), "destination Provider of the Plan");
        List<FoundObject> astray =
                run.found().stream().filter(FoundObject::bystander).toList();
        astray.forEach(object -> findings.about(object.kind() + " " + object.name())
                .record(
                        false,
                        "cluster",
                        expected,
                        ObservedValue.of(object, "label plan, on the run's other clusters")));
        if (run.found().isEmpty()) {
            findings.notComparable("cluster", "nothing of the Plan is on any");
        } else if (astray.isEmpty()) {
            findings.equal("cluster", expected, ObservedValue.of(run.destination(), "label plan, on all clusters"));
        }
    }
}
