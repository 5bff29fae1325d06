package mtv.sandbox.forklift.run;

import mtv.model.PlanVm;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.itinerary.VmOptions;
import mtv.sandbox.forklift.phase.ReconcileContext;
import mtv.sandbox.forklift.phase.VmRun;
import mtv.sandbox.forklift.runtime.Conditions;

import java.util.List;
import java.util.Optional;

/** The start of a run: checks whether it may start, and selects the VMs that take part. */
final class RunStart {

    private final ReconcileContext context;
    private final MigrationStatusEditor editor;

    RunStart(ReconcileContext context, MigrationStatusEditor editor) {
        this.context = context;
        this.editor = editor;
    }

    /**
     * Starts the run.
     *
     * @return false if it may not start
     */
    boolean begin() {
        List<VmStatus> before = editor.vms();
        Optional<String> obstacle = Boolean.TRUE.equals(context.migration().resumeConversion())
                ? obstacleToResume(before)
                : Optional.empty();
        if (obstacle.isPresent()) {
            editor.end(Conditions.critical("Failed", null, obstacle.get()).withDurable(true));
            return false;
        }
        editor.begin();
        editor.set(Conditions.durable("Executing", null, "The plan is EXECUTING."));
        context.target().ensureNamespace();
        editor.vms(context.spec().vms().stream()
                .filter(planVm -> context.machines().containsKey(planVm.id()))
                .flatMap(planVm -> beginVm(planVm, find(before, planVm.id())).stream())
                .toList());
        return true;
    }

    private static Optional<VmStatus> find(List<VmStatus> vms, String id) {
        return vms.stream().filter(vm -> vm.id().equals(id)).findFirst();
    }

    /**
     * The status that a VM starts with. A VM that an earlier run migrated keeps its status; when a conversion is
     * resumed, a VM that cannot be resumed takes no part.
     */
    private Optional<VmStatus> beginVm(PlanVm planVm, Optional<VmStatus> before) {
        if (before.filter(vm -> vm.has("Succeeded")).isPresent()) {
            return before;
        }
        VmOptions options = context.ask(planVm, context.machines().get(planVm.id()), before);
        boolean stays = Boolean.TRUE.equals(context.migration().resumeConversion()) && !options.resumed();
        return stays ? Optional.empty() : Optional.of(VmRun.fresh(options, before));
    }

    /**
     * Why a conversion cannot be resumed. The condition blocks the Plan for good, because MTV never removes one that is
     * durable and critical.
     */
    private Optional<String> obstacleToResume(List<VmStatus> before) {
        Optional<String> inOne = context.spec().vms().stream()
                .filter(planVm -> context.machines().containsKey(planVm.id()))
                .filter(planVm -> !context.ask(planVm, context.machines().get(planVm.id()), Optional.empty())
                        .convertsApart())
                .findFirst()
                .map(planVm -> "Resume conversion is not supported for VM \"" + planVm.id()
                        + "\": disk copy and conversion are not separate phases.");
        boolean resumable = before.stream().anyMatch(vm -> vm.has("Failed") && Boolean.TRUE.equals(vm.disksCopied()));
        return inOne.isPresent() || resumable
                ? inOne
                : Optional.of("Resume conversion requires VMs with completed disk copy (DisksCopied=true).");
    }
}
