package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.vm.FoundObject;

import java.util.List;

/** Compares the VMs and pods of a Plan before and after it was archived. */
final class ArchivedPlan implements Rule<RunFacts> {

    @Override
    public void compare(RunFacts run, Findings findings) {
        if (run.archived().isEmpty()) {
            findings.notComparable("archive", "the scenario does not archive the Plan");
            return;
        }
        List<FoundObject> after = run.archived().get();
        List<String> before = of(FoundObject.VM, run.found());
        if (before.isEmpty()) {
            findings.notComparable("VMs after archiving", "there was none before");
        } else {
            findings.equal(
                    "VMs after archiving",
                    ReportedValue.of(before, "VMs before"),
                    ReportedValue.of(of(FoundObject.VM, after), "VMs after"));
        }
        findings.equal(
                "pods after archiving",
                ReportedValue.of(List.of(), "clean-up of MTV"),
                ReportedValue.of(of(FoundObject.POD, after), "pods after"));
    }

    private static List<String> of(String kind, List<FoundObject> objects) {
        return objects.stream()
                .filter(object -> !object.bystander() && object.kind().equals(kind))
                .map(FoundObject::toString)
                .sorted()
                .toList();
    }
}
