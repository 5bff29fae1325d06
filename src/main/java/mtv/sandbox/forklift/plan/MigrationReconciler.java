package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.MigrationStatus;
import mtv.model.Plan;
import mtv.model.Snapshot;
import mtv.model.SourceRef;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.forklift.maps.SourceRefs;
import mtv.sandbox.forklift.run.MigrationStatusEditor;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.GroupedConditions;
import mtv.sandbox.forklift.runtime.ObjectCache;
import mtv.sandbox.sources.SourcePlatform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies the state of a Plan's run to its Migration. It runs nothing itself. */
public final class MigrationReconciler implements Reconciler {

    private static final Condition UNKNOWN = Conditions.warning("VMNotFound", "NotFound", "VM not found.");
    private static final Condition AMBIGUOUS =
            Conditions.warning("VMNotUnique", "Ambiguous", "VM reference is ambiguous.");

    private final ControllerEnvironment environment;

    public MigrationReconciler(ControllerEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Duration> reconcile(ObjectKey key) {
        environment
                .caches()
                .migrations()
                .get(key)
                .filter(migration -> status(migration).completed() == null)
                .ifPresent(this::reconcile);
        return Optional.empty();
    }

    private void reconcile(Migration migration) {
        Conditions conditions = new Conditions(migration.conditions(), environment.now());
        Optional<Plan> plan = environment
                .caches()
                .plans()
                .get(ObjectKey.of(migration.getSpec().plan()));
        validate(migration, plan, conditions);
        MigrationStatus before = status(migration);
        // a Migration is seen Ready before it is seen Running, however fast its Plan is
        MigrationStatus status = plan.filter(found -> migration.has("Ready"))
                .map(found -> reflect(migration, found, conditions, before))
                .orElse(before);
        if (!conditions.blocked()) {
            conditions.require("Ready", null, "The migration is ready.");
        }
        MigrationStatus after = status.withConditions(conditions.staged())
                .withObservedGeneration(migration.getMetadata().getGeneration());
        if (!after.equals(migration.getStatus())) {
            Migration owned = plan.map(found -> own(migration, found)).orElse(migration);
            ObjectCache.report(environment.caches().migrations(), owned, after);
        }
    }

    private static MigrationStatus status(Migration migration) {
        return migration.getStatus() == null
                ? new MigrationStatus(null, null, null, null, null)
                : migration.getStatus();
    }

    private void validate(Migration migration, Optional<Plan> plan, Conditions conditions) {
        if (migration.getSpec().plan().name() == null) {
            conditions.block("PlanNotValid", "NotSet", "The plan is not set.");
        } else if (plan.isEmpty()) {
            conditions.block("PlanNotValid", "NotFound", "The plan was not found.");
        } else if (!plan.get().has("Ready") && !plan.get().has("Succeeded")) {
            conditions.block("PlanNotReady", "NotFound", "The plan does not have the Ready condition.");
        }
        List<SourceRef> cancel = migration.getSpec().cancel();
        if (cancel != null && !conditions.blocked()) {
            plan.flatMap(found -> environment
                            .caches()
                            .providers()
                            .get(ObjectKey.of(found.getSpec().provider().source())))
                    .flatMap(environment::platform)
                    .ifPresent(source -> findCanceled(cancel, source, conditions));
        }
    }

    /** Looks up the canceled VMs in the whole source, whether or not the Plan has them. */
    private static void findCanceled(List<SourceRef> cancel, SourcePlatform source, Conditions conditions) {
        List<SourceRef> known = source.vms().stream()
                .map(vm -> SourceRef.byIdAndName(vm.id(), vm.name()))
                .toList();
        GroupedConditions findings = new GroupedConditions(UNKNOWN, AMBIGUOUS);
        for (SourceRef ref : cancel) {
            int found = SourceRefs.find(ref, known).size();
            if (found != 1) {
                findings.add(found == 0 ? UNKNOWN : AMBIGUOUS, SourceRefs.print(ref.id(), ref.name()));
            }
        }
        findings.report(conditions);
    }

    /** Makes the Plan the owner of the Migration, so that both are deleted together. */
    private Migration own(Migration migration, Plan plan) {
        boolean owned = migration.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(plan.getMetadata().getUid()::equals);
        if (owned) {
            return migration;
        }
        OwnerReference owner = new OwnerReferenceBuilder()
                .withApiVersion(plan.getApiVersion())
                .withKind(plan.getKind())
                .withName(plan.getMetadata().getName())
                .withUid(plan.getMetadata().getUid())
                .build();
        String metadata =
                environment.client().getKubernetesSerialization().asJson(Map.of("ownerReferences", List.of(owner)));
        return environment
                .client()
                .resource(migration)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":" + metadata + "}");
    }

    private MigrationStatus reflect(Migration migration, Plan plan, Conditions conditions, MigrationStatus before) {
        Optional<Snapshot> snapshot = snapshot(migration, plan);
        if (snapshot.isEmpty() || conditions.blocked() || conditions.hasAny(Condition.ENDS.toArray(String[]::new))) {
            return before;
        }
        Instant started = before.started();
        Instant completed = null;
        for (Condition condition :
                Optional.ofNullable(snapshot.get().conditions()).orElse(List.of())) {
            if ("Executing".equals(condition.type())) {
                started = started == null ? condition.lastTransitionTime() : started;
                conditions.note("Running", null, "The migration is RUNNING.");
            } else {
                conditions.set(condition);
                // MTV leaves a canceled migration without an end
                completed = "Canceled".equals(condition.type()) ? null : condition.lastTransitionTime();
            }
        }
        return before.withStarted(started).withCompleted(completed).withVms(MigrationStatusEditor.vms(plan));
    }

    private static Optional<Snapshot> snapshot(Migration migration, Plan plan) {
        if (plan.getStatus() == null || plan.getStatus().migration() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(plan.getStatus().migration().history()).stream()
                .flatMap(List::stream)
                .filter(snapshot -> migration
                        .getMetadata()
                        .getUid()
                        .equals(snapshot.migration().uid()))
                .findFirst();
    }
}
