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

/** One VM during a pass: its itinerary, and its status, which the phases change. */
public final class VmRun {

    private final ReconcileContext context;
    private final VmOptions options;
    private final Instant now;
    private VmStatus status;
    private VmItinerary itinerary;

    public VmRun(ReconcileContext context, VmOptions options, VmStatus status, Instant now) {
        this.context = context;
        this.options = options;
        this.status = status;
        this.now = now;
    }

    /**
     * The status of a VM at the start of its migration.
     *
     * @param before its status after an earlier run, of which its options and what was learned about it are kept
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

    /**
     * The status with the options of the Plan's VM. Unset options are left out, except the Secret with the keys of its
     * disks.
     */
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

    /** A flag as Go writes one that is not a pointer: false is left out. */
    private static Boolean onlyTrue(Boolean flag) {
        return Boolean.TRUE.equals(flag) ? true : null;
    }

    ReconcileContext context() {
        return context;
    }

    TargetObjects target() {
        return context.target();
    }

    /** The claims of the VM: those of this run, of an earlier one, or those that somebody else prepared. */
    List<PersistentVolumeClaim> claims() {
        return switch (itinerary().base()) {
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

    /** The prefix of the names of its objects. */
    String prefix() {
        return HelperPods.prefix(context.plan().getMetadata().getName(), id());
    }

    /** The itinerary of this VM. It is determined on demand, because most VMs of a large Plan wait. */
    VmItinerary itinerary() {
        if (itinerary == null) {
            itinerary = VmItinerary.of(options);
        }
        return itinerary;
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

    /** The step of the current phase. An itinerary without that step would be a mistake in its table. */
    PipelineStep step() {
        return step(itinerary().step(phase())).orElseThrow();
    }

    Optional<PipelineStep> step(Step step) {
        return status.pipeline().stream()
                .filter(line -> line.name().equals(step.name()))
                .findFirst();
    }

    void editStep(UnaryOperator<PipelineStep> change) {
        editStep(itinerary().step(phase()), change);
    }

    /** Changes one task of the current step; does nothing when the step has no such task. */
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

    /** Marks the current step as running. */
    void work() {
        editStep(step -> StepUpdates.running(step, now));
    }

    /** Adds an error to the current step, which ends the migration of this VM. */
    public void fail(String reason) {
        editStep(step -> StepUpdates.failed(step, reason));
    }

    /** Adds an error to the current step and completes the step. */
    void stop(String reason) {
        editStep(step -> StepUpdates.completed(step, now));
        fail(reason);
    }

    /** Moves on to the next phase. A step is completed when its last phase is left. */
    public void advance() {
        Step left = itinerary().step(phase());
        go(itinerary().next(phase()));
        boolean last = phase() == Phase.Completed;
        Step entered = itinerary().step(phase());
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

    /** Copies errors of the steps to the VM, and completes the VM when all its steps are completed. */
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

    /** Completes every step that has started, whatever its result. */
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
