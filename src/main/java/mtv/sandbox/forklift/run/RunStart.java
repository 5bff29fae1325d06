package mtv.sandbox.forklift.run;

import mtv.model.PlanVm;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.runtime.Conditions;

import java.util.Map;
import java.util.Optional;

/** The first moment of a run: whether it may be, and which VMs take part. */
final class RunStart {

    private final ReconcileContext pass;
    private final MigrationStatusEditor record;

    RunStart(ReconcileContext pass, MigrationStatusEditor record) {
        this.pass = pass;
        this.record = record;
    }

    /** Whether there is something to run. */
    boolean begin() {
        Map<String, VmStatus> before = MigrationRunner.byId(record.vms(), VmStatus::id);
        Optional<String> obstacle =
                Boolean.TRUE.equals(pass.migration().resumeConversion()) ? obstacleToResume(before) : Optional.empty();
        if (obstacle.isPresent()) {
            record.end(Conditions.critical("Failed", null, obstacle.get()).withDurable(true));
            return false;
        }
        record.begin();
        record.set(Conditions.durable("Executing", null, "The plan is EXECUTING."));
        pass.target().ensureNamespace();
        record.vms(pass.spec().vms().stream()
                .filter(wish -> pass.machines().containsKey(wish.id()))
                .flatMap(wish -> beginVm(wish, Optional.ofNullable(before.get(wish.id()))).stream())
                .toList());
        return true;
    }

    /** A VM that an earlier run has brought over keeps its record; one that cannot be resumed stays out then. */
    private Optional<VmStatus> beginVm(PlanVm wish, Optional<VmStatus> before) {
        if (before.filter(vm -> vm.has("Succeeded")).isPresent()) {
            return before;
        }
        VmOptions question = pass.ask(wish, pass.machines().get(wish.id()), before);
        boolean stays = Boolean.TRUE.equals(pass.migration().resumeConversion()) && !question.resumed();
        return stays ? Optional.empty() : Optional.of(VmRun.fresh(question, before));
    }

    /** The Plan is blocked for good then, since nothing takes a durable condition away that is critical. */
    private Optional<String> obstacleToResume(Map<String, VmStatus> before) {
        Optional<String> inOne = pass.spec().vms().stream()
                .filter(wish -> pass.machines().containsKey(wish.id()))
                .filter(wish -> !pass.ask(wish, pass.machines().get(wish.id()), Optional.empty())
                        .convertsApart())
                .findFirst()
                .map(wish -> "Resume conversion is not supported for VM \"" + wish.id()
                        + "\": disk copy and conversion are not separate phases.");
        boolean resumable =
                before.values().stream().anyMatch(vm -> vm.has("Failed") && Boolean.TRUE.equals(vm.disksCopied()));
        return inOne.isPresent() || resumable
                ? inOne
                : Optional.of("Resume conversion requires VMs with completed disk copy (DisksCopied=true).");
    }
}
