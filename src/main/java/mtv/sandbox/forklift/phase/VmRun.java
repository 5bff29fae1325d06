package mtv.sandbox.forklift.phase;

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
import mtv.sandbox.forklift.build.HelperPods;
import mtv.sandbox.forklift.build.TargetNames;
import mtv.sandbox.forklift.build.TemplateNames;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.itinerary.Step;
import mtv.sandbox.forklift.itinerary.StepUpdates;
import mtv.sandbox.forklift.itinerary.VmItinerary;
import mtv.sandbox.forklift.itinerary.VmOptions;
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
public final class VmRun {

    private final ReconcileContext context;
    private final VmOptions options;
    private final Instant now;
    private VmStatus status;
    private VmItinerary route;

    public VmRun(ReconcileContext context, VmOptions options, VmStatus status, Instant now) {
        this.context = context;
        this.options = options;
        this.status = status;
        this.now = now;
    }

    /**
     * The status of a VM that is about to start.
     *
     * @param before how an earlier run has left it: the options that it began with stay, and what was learned of it
     */
    public static VmStatus fresh(VmOptions options, Optional<VmStatus> before) {
        VmStatus known = before.orElseGet(() -> listed(options));
        boolean resumed = options.resumed();
        WarmStatus warm = options.plan().isWarm() ? new WarmStatus(0, 0, 0, null, null) : null;
        return known.withPhase(Phase.Started.name())
                .withPipeline(VmItinerary.of(options).pipeline(options.disks()))
                .withError(null)
                .withConditions(Conditions.without(known.conditions(), "Canceled", "Failed"))
                .withStarted(null)
                .withCompleted(null)
                .withWarm(resumed ? known.warm() : warm)
                .withDisksCopied(resumed ? true : null);
    }

    /** As the Plan lists it. What is not set there is left out, but for the Secret with keys of its disks. */
    private static VmStatus listed(VmOptions options) {
        SimVm source = options.source();
        PlanVm planVm = options.vm();
        return VmStatusBuilder.builder()
                .id(source.id())
                .name(source.name())
                .namespace(source.namespace().isEmpty() ? null : source.namespace())
                .type(planVm.type())
                .targetName(planVm.targetName())
                .targetPowerState(planVm.targetPowerState())
                .hooks(planVm.hooks() == null || planVm.hooks().isEmpty() ? null : planVm.hooks())
                .luks(planVm.luks() == null ? ObjectRef.NONE : planVm.luks())
                .nbdeClevis(onlyTrue(planVm.nbdeClevis()))
                .rootDisk(planVm.rootDisk())
                .instanceType(planVm.instanceType())
                .pvcNameTemplate(planVm.pvcNameTemplate())
                .volumeNameTemplate(planVm.volumeNameTemplate())
                .networkNameTemplate(planVm.networkNameTemplate())
                .migrateSharedDisks(planVm.migrateSharedDisks())
                .deleteVmOnFailMigration(onlyTrue(planVm.deleteVmOnFailMigration()))
                .enableNestedVirtualization(planVm.enableNestedVirtualization())
                .rdmAsLun(planVm.rdmAsLun())
                .scsiReservation(planVm.scsiReservation())
                .build();
    }

    /** How Go writes a flag that is no pointer. */
    private static Boolean onlyTrue(Boolean flag) {
        return Boolean.TRUE.equals(flag) ? true : null;
    }

    ReconcileContext context() {
        return context;
    }

    TargetObjects target() {
        return context.target();
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
        return context.target().volumes();
    }

    TemplateNames names() {
        String name = TargetNames.forTemplates(status.newName(), source().name(), id());
        return options.names(context.plan().getMetadata().getName(), name);
    }

    VmOptions options() {
        return options;
    }

    PlanVm planVm() {
        return options.vm();
    }

    public SimVm source() {
        return options.source();
    }

    public String id() {
        return status.id();
    }

    /** How the names of its objects begin. */
    String prefix() {
        return HelperPods.prefix(context.plan().getMetadata().getName(), id());
    }

    /** Found out when it is asked for: most VMs of a large Plan wait. */
    VmItinerary route() {
        if (route == null) {
            route = VmItinerary.of(options);
        }
        return route;
    }

    Instant now() {
        return now;
    }

    public VmStatus status() {
        return status;
    }

    /** The name on the destination. */
    String targetName() {
        return status.newName() == null ? status.name() : status.newName();
    }

    void edit(UnaryOperator<VmStatus> change) {
        status = change.apply(status);
    }

    public Phase phase() {
        return Phase.valueOf(status.phase());
    }

    public boolean running() {
        return status.started() != null && status.completed() == null;
    }

    public boolean waiting() {
        return status.started() == null && status.completed() == null && !status.has("Canceled");
    }

    public void start() {
        edit(vm -> vm.started() == null ? vm.withStarted(now) : vm);
    }

    public void complete() {
        start();
        edit(vm -> vm.completed() == null ? vm.withCompleted(now) : vm);
    }

    public void set(Condition condition) {
        edit(vm -> vm.withConditions(Conditions.with(vm.conditions(), condition, now)));
    }

    public void delete(String condition) {
        if (status.has(condition)) {
            edit(vm -> vm.withConditions(Conditions.without(vm.conditions(), condition)));
        }
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
        editStep(step -> StepUpdates.running(step, now));
    }

    /** An error on the phase's step, which ends the VM's migration. */
    public void fail(String reason) {
        editStep(step -> StepUpdates.failed(step, reason));
    }

    /** The same, and the step is over. */
    void stop(String reason) {
        editStep(step -> StepUpdates.completed(step, now));
        fail(reason);
    }

    /** On to the next phase; a step whose last phase this was is completed. */
    public void advance() {
        Step left = route().step(phase());
        go(route().next(phase()));
        boolean last = phase() == Phase.Completed;
        Step entered = route().step(phase());
        if (left != entered) {
            editStep(left, step -> StepUpdates.completed(step, now).withPhase(StepUpdates.COMPLETED));
        }
        if (!last && left != entered) {
            work();
        }
    }

    public void go(Phase phase) {
        edit(vm -> vm.withPhase(phase.name()));
    }

    /** Errors of the steps become the VM's; when all steps are completed the VM is. */
    public void reflectPipeline() {
        for (PipelineStep step : status.pipeline()) {
            if (step.error() != null) {
                edit(vm -> vm.withError(
                        StepUpdates.error(vm.error(), vm.phase(), step.error().reasons())));
            }
        }
        if (status.pipeline().stream().allMatch(step -> Objects.nonNull(step.completed()))) {
            complete();
        }
    }

    /** Steps that began end, whatever became of them. */
    public void closeSteps() {
        edit(vm -> vm.withPipeline(vm.pipeline().stream()
                .map(step -> step.started() == null ? step : StepUpdates.completed(step, now))
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

    /** When this VM is switched over, if that is set; its own time wins over that of the whole Migration. */
    Optional<Instant> cutover() {
        return Optional.ofNullable(context.migration().vmCutover()).stream()
                .flatMap(List::stream)
                .filter(entry -> entry.id().equals(id()))
                .map(entry -> entry.cutover())
                .findFirst()
                .or(() -> Optional.ofNullable(context.migration().cutover()));
    }

    /** When a VM in the phase CopyingPaused moves on: at its next precopy or at its cutover, whichever is first. */
    public Instant pausedUntil() {
        Instant precopy = status.warm().nextPrecopyAt();
        return cutover().filter(precopy::isAfter).orElse(precopy);
    }
}
