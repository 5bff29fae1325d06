package mtv.sandbox.forklift.run;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import mtv.model.Condition;
import mtv.model.ObjectRef;
import mtv.model.PipelineStep;
import mtv.model.PipelineTask;
import mtv.model.PlanVm;
import mtv.model.Precopy;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.model.WarmStatus;
import mtv.sandbox.forklift.build.Pods;
import mtv.sandbox.forklift.build.TargetNames;
import mtv.sandbox.forklift.build.TemplateNames;
import mtv.sandbox.forklift.objects.TargetObjects;
import mtv.sandbox.forklift.objects.TargetVolumes;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.sources.SimVm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One VM during a pass: its status under edit, and the way it goes. */
final class VmRun {

    private final ReconcileContext pass;
    private final VmOptions question;
    private final Instant now;
    private VmStatus status;
    private Route route;

    VmRun(ReconcileContext pass, VmOptions question, VmStatus status, Instant now) {
        this.pass = pass;
        this.question = question;
        this.status = status;
        this.now = now;
    }

    /**
     * The status of a VM that is about to start.
     *
     * @param before how an earlier run has left it: the options that it began with stay, and what was learned of it
     */
    static VmStatus fresh(VmOptions question, Optional<VmStatus> before) {
        VmStatus known = before.orElseGet(() -> listed(question));
        boolean resumed = question.resumed();
        WarmStatus warm = question.plan().isWarm() ? new WarmStatus(0, 0, 0, null, null) : null;
        return known.withPhase(Phase.Started.name())
                .withPipeline(Route.of(question).pipeline(question.disks()))
                .withError(null)
                .withConditions(Conditions.without(known.conditions(), "Canceled", "Failed"))
                .withStarted(null)
                .withCompleted(null)
                .withWarm(resumed ? known.warm() : warm)
                .withDisksCopied(resumed ? true : null);
    }

    /** As the Plan lists it. What is not set there is left out, but for the Secret with keys of its disks. */
    private static VmStatus listed(VmOptions question) {
        SimVm source = question.source();
        PlanVm wish = question.vm();
        return VmStatusBuilder.builder()
                .id(source.id())
                .name(source.name())
                .namespace(source.namespace().isEmpty() ? null : source.namespace())
                .type(wish.type())
                .targetName(wish.targetName())
                .targetPowerState(wish.targetPowerState())
                .hooks(wish.hooks() == null || wish.hooks().isEmpty() ? null : wish.hooks())
                .luks(wish.luks() == null ? ObjectRef.NONE : wish.luks())
                .nbdeClevis(onlyTrue(wish.nbdeClevis()))
                .rootDisk(wish.rootDisk())
                .instanceType(wish.instanceType())
                .pvcNameTemplate(wish.pvcNameTemplate())
                .volumeNameTemplate(wish.volumeNameTemplate())
                .networkNameTemplate(wish.networkNameTemplate())
                .migrateSharedDisks(wish.migrateSharedDisks())
                .deleteVmOnFailMigration(onlyTrue(wish.deleteVmOnFailMigration()))
                .enableNestedVirtualization(wish.enableNestedVirtualization())
                .rdmAsLun(wish.rdmAsLun())
                .scsiReservation(wish.scsiReservation())
                .build();
    }

    /** How Go writes a flag that is no pointer. */
    private static Boolean onlyTrue(Boolean flag) {
        return Boolean.TRUE.equals(flag) ? true : null;
    }

    ReconcileContext pass() {
        return pass;
    }

    TargetObjects target() {
        return pass.target();
    }

    /** The VM's volumes: of this run, or where an older run or somebody else has brought them. */
    List<PersistentVolumeClaim> claims() {
        return switch (route().itinerary()) {
            case COLD, WARM -> volumes().claims(id());
            case RESUME -> volumes().claimsOfAnyRun(id());
            case CONVERSION -> volumes().claimsOfMachine(source().uuid());
        };
    }

    TargetVolumes volumes() {
        return pass.target().volumes();
    }

    TemplateNames names() {
        String name = TargetNames.forTemplates(status.newName(), source().name(), id());
        return question.names(pass.plan().getMetadata().getName(), name);
    }

    VmOptions question() {
        return question;
    }

    PlanVm wish() {
        return question.vm();
    }

    SimVm source() {
        return question.source();
    }

    String id() {
        return status.id();
    }

    /** How the names of its objects begin. */
    String prefix() {
        return Pods.prefix(pass.plan().getMetadata().getName(), id());
    }

    /** Found out when it is asked for: most VMs of a large Plan wait. */
    Route route() {
        if (route == null) {
            route = Route.of(question);
        }
        return route;
    }

    Instant now() {
        return now;
    }

    VmStatus status() {
        return status;
    }

    /** The name on the destination. */
    String targetName() {
        return status.newName() == null ? status.name() : status.newName();
    }

    void edit(UnaryOperator<VmStatus> change) {
        status = change.apply(status);
    }

    Phase phase() {
        return Phase.valueOf(status.phase());
    }

    boolean running() {
        return status.started() != null && status.completed() == null;
    }

    boolean waiting() {
        return status.started() == null && status.completed() == null && !status.has("Canceled");
    }

    void start() {
        edit(vm -> vm.started() == null ? vm.withStarted(now) : vm);
    }

    void complete() {
        start();
        edit(vm -> vm.completed() == null ? vm.withCompleted(now) : vm);
    }

    void set(Condition condition) {
        edit(vm -> vm.withConditions(Conditions.with(vm.conditions(), condition, now)));
    }

    void delete(String condition) {
        if (status.has(condition)) {
            edit(vm -> vm.withConditions(Conditions.without(vm.conditions(), condition)));
        }
    }

    GuestConversions conversions() {
        return new GuestConversions(this);
    }

    /** The step of the phase; a way without that step is a mistake in the tables. */
    PipelineStep step() {
        return step(route().step(phase())).orElseThrow();
    }

    Optional<PipelineStep> step(Step step) {
        return status.pipeline().stream()
                .filter(line -> line.name().equals(step.name()))
                .findFirst();
    }

    void editStep(UnaryOperator<PipelineStep> change) {
        editStep(route().step(phase()), change);
    }

    /** One task of the phase's step; nothing happens when the step has no such task. */
    void editTask(String name, UnaryOperator<PipelineTask> change) {
        editStep(step -> step.withTasks(step.tasks().stream()
                .map(task -> task.name().equals(name) ? change.apply(task) : task)
                .toList()));
    }

    private void editStep(Step step, UnaryOperator<PipelineStep> change) {
        edit(vm -> vm.withPipeline(vm.pipeline().stream()
                .map(line -> line.name().equals(step.name()) ? change.apply(line) : line)
                .toList()));
    }

    /** Marks the phase's step as running. */
    void work() {
        editStep(step -> Steps.running(step, now));
    }

    /** An error on the phase's step, which ends the VM's migration. */
    void fail(String reason) {
        editStep(step -> Steps.failed(step, reason));
    }

    /** The same, and the step is over. */
    void stop(String reason) {
        editStep(step -> Steps.completed(step, now));
        fail(reason);
    }

    /** On to the next phase; a step whose last phase this was is completed. */
    void advance() {
        Step left = route().step(phase());
        go(route().next(phase()));
        boolean last = phase() == Phase.Completed;
        Step entered = route().step(phase());
        if (left != entered) {
            editStep(left, step -> Steps.completed(step, now).withPhase(Steps.COMPLETED));
        }
        if (!last && left != entered) {
            work();
        }
    }

    void go(Phase phase) {
        edit(vm -> vm.withPhase(phase.name()));
    }

    /** Errors of the steps become the VM's; when all steps are completed the VM is. */
    void reflectPipeline() {
        for (PipelineStep step : status.pipeline()) {
            if (step.error() != null) {
                edit(vm -> vm.withError(
                        Steps.error(vm.error(), vm.phase(), step.error().reasons())));
            }
        }
        if (status.pipeline().stream().allMatch(step -> Objects.nonNull(step.completed()))) {
            complete();
        }
    }

    /** Steps that began end, whatever became of them. */
    void closeSteps() {
        edit(vm -> vm.withPipeline(vm.pipeline().stream()
                .map(step -> step.started() == null ? step : Steps.completed(step, now))
                .toList()));
    }

    List<Precopy> precopies() {
        return status.warm().precopies() == null ? List.of() : status.warm().precopies();
    }

    Precopy lastPrecopy() {
        return precopies().get(precopies().size() - 1);
    }

    void addPrecopy(Precopy precopy) {
        List<Precopy> all = new ArrayList<>(precopies());
        all.add(precopy);
        editWarm(warm -> warm.withPrecopies(List.copyOf(all)));
    }

    void editLastPrecopy(UnaryOperator<Precopy> change) {
        List<Precopy> all = new ArrayList<>(precopies());
        all.set(all.size() - 1, change.apply(lastPrecopy()));
        editWarm(warm -> warm.withPrecopies(List.copyOf(all)));
    }

    void editWarm(UnaryOperator<WarmStatus> change) {
        edit(vm -> vm.withWarm(change.apply(vm.warm())));
    }
}
