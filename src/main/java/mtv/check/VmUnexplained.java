package mtv.check;

import mtv.model.VmStatus;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** VMs that were there before the run, or that carry another Plan's label, are explained. */
final class VmUnexplained extends Check<RunFacts> {

    VmUnexplained() {
        super("unexplained", "No VM came into the target namespace that no Plan explains.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        Set<String> planned =
                run.migration().getStatus().vms().stream().map(VmStatus::id).collect(Collectors.toSet());
        Instant started = run.migration().getStatus().started();
        List<Found> strangers = run.vmsInNamespace().stream()
                .filter(vm -> !vm.created().isBefore(started))
                .filter(vm -> !planned.contains(vm.labels().get("vmID")))
                .filter(vm -> run.planUid().equals(vm.labels().getOrDefault("plan", run.planUid())))
                .toList();
        findings.equal(
                "VMs that no Plan explains",
                Side.of(List.of(), "vms of the Plan"),
                Side.of(strangers, "VMs of namespace " + run.targetNamespace()));
    }
}
