package mtv.sandbox.forklift.plan;

import mtv.model.Condition;
import mtv.model.MigrationSpec;
import mtv.model.Plan;
import mtv.model.PlanStatus;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.run.MigrationRunner;
import mtv.sandbox.forklift.run.MigrationStatusEditor;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ObjectCache;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reconciles Plans: one that has ended stays unchanged, an invalid one waits, and a Ready one runs its Migrations. */
public final class PlanReconciler implements Reconciler {

    private static final Logger LOG = LogManager.getLogger();

    private final ControllerEnvironment environment;
    private final PlanValidation validation;
    private final ReconcileInterval pace;

    public PlanReconciler(ControllerEnvironment environment) {
        this.environment = environment;
        this.validation = new PlanValidation(environment);
        this.pace = new ReconcileInterval(environment.clock());
    }

    @Override
    public Optional<Duration> reconcile(ObjectKey key) {
        Optional<Plan> plan = environment.caches().plans().get(key);
        if (plan.isEmpty()) {
            pace.forget(key);
            PlanLeftovers.delete(environment.client(), key);
            validation.forget(key);
        }
        return plan.flatMap(this::attempt);
    }

    /** Reconciles, and retries for ever without writing a status where MTV's validation ends in an error. */
    private Optional<Duration> attempt(Plan plan) {
        try {
            return reconcile(plan);
        } catch (RequeueException e) {
            LOG.debug("Plan {} waits for {}", ObjectKey.of(plan), e.getMessage());
            return Optional.of(pace.next(ObjectKey.of(plan), ReconcileInterval.SOON, true, false));
        }
    }

    private Optional<Duration> reconcile(Plan plan) {
        boolean archive = Boolean.TRUE.equals(plan.getSpec().archived());
        if (archive && plan.has("Archived") || plan.has("Succeeded") && !archive) {
            return Optional.empty();
        }
        Conditions conditions = new Conditions(plan.conditions(), environment.now());
        MigrationStatusEditor editor = new MigrationStatusEditor(plan, environment.now());
        Optional<ResolvedPlan> resolved = validation.validate(plan, conditions);
        Optional<Duration> next;
        if (archive) {
            resolved.ifPresent(found -> archive(found, editor));
            conditions.note("Archived", "UserRequested", "The migration plan has been archived.");
            next = Optional.empty();
        } else if (conditions.blocked()) {
            failOnOldBlockers(conditions, editor);
            next = Optional.of(ReconcileInterval.SOON);
        } else if (conditions.hasAny(VddkCheck.IN_PROGRESS)) {
            next = Optional.of(ReconcileInterval.SOON);
        } else {
            conditions.require("Ready", null, "The migration plan is ready.");
            next = resolved.flatMap(found -> new PlanExecution(environment, found, editor, conditions).run(pace));
        }
        PlanStatus status =
                new PlanStatus(conditions.staged(), plan.getMetadata().getGeneration(), editor.toModel());
        boolean same = status.equals(plan.getStatus());
        ObjectCache.report(environment.caches().plans(), plan, status);
        return next.map(wanted -> pace.next(ObjectKey.of(plan), wanted, same, editor.waitsForItsTime()));
    }

    private void archive(ResolvedPlan resolved, MigrationStatusEditor editor) {
        MigrationSpec none = new MigrationSpec(null, null, null, null, null);
        String uid = editor.active().map(snapshot -> snapshot.migration().uid()).orElse("");
        new MigrationRunner(resolved.context(environment, none, uid, editor), editor).archive();
    }

    /**
     * Fails the active run when a blocking condition is older than the grace period. A lost connection may come back
     * within it.
     */
    private void failOnOldBlockers(Conditions conditions, MigrationStatusEditor editor) {
        if (!editor.activeHas("Executing")) {
            return;
        }
        Duration grace = environment.settings().get().blockerGracePeriod();
        List<String> old = conditions.staged().stream()
                .filter(Condition::blocks)
                .filter(condition -> !condition.lastTransitionTime().plus(grace).isAfter(environment.now()))
                .map(Condition::message)
                .toList();
        if (!old.isEmpty()) {
            Condition failed = Conditions.durable(
                    "Failed", null, "The migration has FAILED due to a validation blocker: " + String.join("; ", old));
            editor.end(failed);
            editor.failUnfinished(failed);
            conditions.delete("Executing");
            conditions.set(failed);
        }
    }
}
