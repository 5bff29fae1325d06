package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.model.VmStatus;
import mtv.vm.FoundObject;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists the VMs of the target namespace that came during the run and that no Plan explains. */
final class UnexplainedVms implements Rule<RunFacts> {

    @Override
    public void compare(RunFacts run, Findings findings) {
        Set<String> planned = run.recorded().stream().map(VmStatus::id).collect(Collectors.toSet());
        Instant started = run.migration().getStatus() == null
                ? null
                : run.migration().getStatus().started();
        if (started == null) {
            findings.notComparable("VMs that no Plan explains", "the Migration does not tell when it began");
            return;
        }
        List<FoundObject> strangers = run.vmsInNamespace().stream()
                .filter(vm -> vm.created()
                        .value()
                        .filter(time -> time.isBefore(started))
                        .isEmpty())
                .filter(vm -> !planned.contains(vm.labels().get("vmID")))
                .filter(vm -> run.planUid().equals(vm.labels().getOrDefault("plan", run.planUid())))
                .toList();
        findings.equal(
                "VMs that no Plan explains",
                ReportedValue.of(List.of(), "vms of the Plan"),
                ReportedValue.of(strangers, "VMs of namespace " + run.targetNamespace()));
    }
}
