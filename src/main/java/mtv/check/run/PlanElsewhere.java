package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.vm.FoundObject;

import java.util.List;

/**
 * On the destination cluster; by the labels that MTV puts on everything. Conversions alone are beside the Plan,
 * wherever its VMs go: whether they may be left, {@link Leftovers} tells.
 */
final class PlanElsewhere extends Check<RunFacts> {

    PlanElsewhere() {
        super("elsewhere", "Nothing of the Plan is in another namespace than the target's.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        List<FoundObject> elsewhere = run.found().stream()
                .filter(object -> !object.bystander())
                .filter(object -> !object.namespace().equals(run.targetNamespace()))
                .filter(object -> !object.kind().equals(FoundObject.CONVERSION))
                .toList();
        findings.equal(
                "objects in other namespaces",
                ObservedValue.of(List.of(), "target namespace " + run.targetNamespace()),
                ObservedValue.of(elsewhere, "label plan, in all namespaces"));
    }
}
