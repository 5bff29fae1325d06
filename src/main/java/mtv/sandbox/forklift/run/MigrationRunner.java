package mtv.sandbox.forklift.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.Condition;
import mtv.model.Plan;
import mtv.model.PlanVm;
import mtv.model.SourceRef;
import mtv.model.VmStatus;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.phase.Cleanup;
import mtv.sandbox.forklift.phase.PhaseActions;
import mtv.sandbox.forklift.phase.ReconcileContext;
import mtv.sandbox.forklift.phase.VmRun;
import mtv.sandbox.forklift.runtime.Conditions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs one migration: moves each VM one phase further, starts waiting VMs when there is capacity, and ends the run when
 * all VMs have ended.
 */
public final class MigrationRunner {

    private static final Logger LOG = LogManager.getLogger();

    private final ReconcileContext context;
    private final MigrationStatusEditor editor;
    private final Cleanup cleanup;
    private final PhaseFaultInjector phaseFaults;
    private final List<VmStatus> succeeded = new ArrayList<>();

    public MigrationRunner(ReconcileContext context, MigrationStatusEditor editor) {
        this.context = context;
        this.editor = editor;
        this.cleanup = new Cleanup(context);
        this.phaseFaults = new PhaseFaultInjector(context);
    }

    /** Does one pass. Afterwards the active run in the status shows whether the run has ended. */
    public void run() {
        if (!editor.activeHas("Executing") && !new RunStart(context, editor).begin()) {
            return;
        }
        List<VmRun> vms = runs();
        vms.stream().filter(VmRun::running).forEach(this::execute);
        Scheduler scheduler = occupied();
        vms.forEach(vm -> scheduler.occupy(vm.source(), vm.status()));
        for (VmRun vm : vms) {
            if (vm.waiting() && !phaseFaults.keepsWaiting(vm) && scheduler.fits(vm)) {
                execute(vm);
                scheduler.occupy(vm.source(), vm.status());
            }
        }
        cleanup.afterSuccess(succeeded);
        vms.stream()
                .filter(vm -> vm.waiting() && !vm.status().has("Pending"))
                .forEach(vm -> vm.set(Conditions.durable("Pending", null, "Waiting for others to finish.")));
        keep(vms);
        end();
    }

    /** When the next precopy or cutover is due, if every VM that has not ended waits for one. */
    public Optional<Instant> pausesUntil() {
        boolean pauses = editor.vms().stream()
                .filter(vm -> vm.completed() == null)
                .allMatch(vm -> Phase.CopyingPaused.name().equals(vm.phase()));
        return pauses ? runs().stream().map(VmRun::pausedUntil).min(Comparator.naturalOrder()) : Optional.empty();
    }

    /** Cleans up after canceled VMs, and powers on the sources that ran before. */
    public void finishCanceled() {
        List<VmRun> vms = runs();
        List<VmRun> canceled = vms.stream()
                .filter(vm -> vm.status().has("Canceled") && vm.status().completed() == null)
                .toList();
        cleanup.afterCancel(canceled.stream().map(VmRun::status).toList());
        for (VmRun vm : canceled) {
            if ("On".equals(vm.status().restorePowerState())) {
                context.platform().powerOn(vm.id());
            }
            vm.complete();
            vm.closeSteps();
        }
        keep(vms);
    }

    /** Cleans up after all VMs of an archived Plan. */
    public void archive() {
        cleanup.afterAll(editor.vms());
    }

    /** The VMs that have not ended, are still listed in the Plan and still exist on the source. */
    private List<VmRun> runs() {
        Map<String, PlanVm> planVms = byId(context.spec().vms(), PlanVm::id);
        return editor.vms().stream()
                .filter(status -> status.completed() == null
                        && planVms.containsKey(status.id())
                        && context.machines().containsKey(status.id()))
                .map(status -> new VmRun(
                        context,
                        context.ask(planVms.get(status.id()), context.machines().get(status.id()), Optional.of(status)),
                        status,
                        context.environment().now()))
                .toList();
    }

    /** Stores the changed statuses. A VM whose source no longer exists is canceled. */
    private void keep(List<VmRun> vms) {
        Map<String, VmRun> runs = byId(vms, VmRun::id);
        editor.vms(editor.vms().stream()
                .map(status ->
                        runs.containsKey(status.id()) ? runs.get(status.id()).status() : vanished(status))
                .toList());
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toMap(id, each -> each, (first, again) -> first));
    }

    private VmStatus vanished(VmStatus status) {
        if (status.completed() != null) {
            return status;
        }
        Condition canceled = Conditions.durable("Canceled", "NotFound", "VM was not found in inventory.");
        return status.withCompleted(context.environment().now())
                .withPhase(Phase.Completed.name())
                .withConditions(Conditions.with(
                        status.conditions(), canceled, context.environment().now()));
    }

    private void execute(VmRun vm) {
        vm.delete("Pending");
        if (isCanceled(vm)) {
            vm.set(Conditions.durable("Canceled", "UserRequested", "The migration has been canceled."));
            vm.go(Phase.Completed);
            return;
        }
        Phase before = vm.phase();
        try {
            if (!phaseFaults.inject(vm)) {
                PhaseActions.run(vm);
            }
        } catch (RequeueException e) {
            LOG.debug("{} stays in {}: {}", vm.source().name(), before, e.getMessage());
            return;
        } catch (KubernetesClientException e) {
            if (isTransient(e)) {
                LOG.debug("{} stays in {}: {}", vm.source().name(), before, e.getMessage());
                return;
            }
            vm.fail(e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage());
        } catch (RuntimeException e) {
            LOG.debug("{} fails in {}", vm.source().name(), before, e);
            vm.fail(String.valueOf(e.getMessage()));
        }
        if (vm.phase() != before) {
            LOG.debug("{}: {} -> {}", vm.source().name(), before, vm.phase());
        }
        vm.reflectPipeline();
        settle(vm);
        phaseFaults.onSource(vm);
    }

    /**
     * Whether a failure says nothing about the VM, because the cluster could not be reached or did not accept the
     * login.
     */
    public static boolean isTransient(KubernetesClientException e) {
        return e.getCode() == 0
                || e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
                || e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    private void settle(VmRun vm) {
        if (vm.status().error() != null) {
            vm.go(Phase.Completed);
            if (!vm.status().has("Failed")) {
                cleanup.removeSnapshots(vm.status());
                vm.set(Conditions.durable("Failed", null, "The VM migration has FAILED."));
            }
        } else if (vm.phase() == Phase.Completed && !vm.status().has("Succeeded")) {
            vm.set(Conditions.durable("Succeeded", null, "The VM migration has SUCCEEDED."));
            succeeded.add(vm.status());
        }
    }

    private boolean isCanceled(VmRun vm) {
        List<SourceRef> refs = Optional.ofNullable(context.migration().cancel()).orElse(List.of());
        return vm.phase() != Phase.Completed
                && refs.stream()
                        .anyMatch(ref -> ref.id() != null
                                ? ref.id().equals(vm.id())
                                : Objects.equals(ref.name(), vm.source().name()));
    }

    /** A scheduler that knows the transfers of other Plans of the same source. */
    private Scheduler occupied() {
        Scheduler scheduler = new Scheduler(
                context.kind() == SourceKind.VSPHERE, context.settings().maxVmInflight());
        for (Plan other : context.environment().caches().plans().list()) {
            boolean same = other.getMetadata()
                    .getUid()
                    .equals(context.plan().getMetadata().getUid());
            if (!same
                    && other.has("Executing")
                    && other.getSpec()
                            .provider()
                            .source()
                            .equals(context.spec().provider().source())) {
                MigrationStatusEditor.vms(other).stream()
                        .filter(status -> context.machines().containsKey(status.id()))
                        .forEach(status -> scheduler.occupy(context.machines().get(status.id()), status));
            }
        }
        return scheduler;
    }

    private void end() {
        List<VmStatus> vms = editor.vms();
        if (vms.stream().anyMatch(vm -> vm.completed() == null)) {
            return;
        }
        if (vms.stream().anyMatch(vm -> vm.has("Failed"))) {
            editor.end(Conditions.durable("Failed", null, "The plan execution has FAILED."));
        } else if (vms.stream().anyMatch(vm -> vm.has("Succeeded"))) {
            editor.end(Conditions.durable("Succeeded", null, "The plan execution has SUCCEEDED."));
        } else {
            editor.end(Conditions.durable("Canceled", null, "The plan execution has been CANCELED."));
        }
    }
}
