package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.Snapshot;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.forklift.run.MigrationRunner;
import mtv.sandbox.forklift.run.MigrationStatusEditor;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the Migrations of a Ready Plan: one at a time, the oldest first, each with the objects that it started with. */
final class PlanExecution {

    private static final int MOST_PASSES_LEFT_OUT = 10;
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final String[] ENDS = Condition.ENDS.toArray(String[]::new);
    private static final MigrationSpec NONE = new MigrationSpec(null, null, null, null, null);

    private final ControllerEnvironment environment;
    private final ResolvedPlan resolved;
    private final MigrationStatusEditor editor;
    private final Conditions conditions;

    PlanExecution(
            ControllerEnvironment environment,
            ResolvedPlan resolved,
            MigrationStatusEditor editor,
            Conditions conditions) {
        this.environment = environment;
        this.resolved = resolved;
        this.editor = editor;
        this.conditions = conditions;
    }

    /**
     * Does one pass, unless it is too early for one.
     *
     * @return when to come back
     */
    Optional<Duration> run(ReconcileInterval pace) {
        Optional<Migration> active = active();
        finishCanceled(active);
        List<Migration> pending = pending();
        if (active.isEmpty() && !pending.isEmpty()) {
            active = Optional.of(pending.get(0));
            editor.open(snapshot(pending.get(0)));
            conditions.delete("Failed", "Canceled");
        }
        if (active.isEmpty()) {
            conditions.delete("Executing");
            return Optional.empty();
        }
        MigrationRunner runner =
                runner(active.get().getSpec(), active.get().getMetadata().getUid());
        if (!editor.activeHas(ENDS)) {
            ObjectKey plan = ObjectKey.of(resolved.plan());
            // a run starts without waiting, because until then the Plan shows the VMs of the run before
            Optional<Duration> early = editor.activeHas("Executing") ? pace.untilPass(plan) : Optional.empty();
            if (early.isPresent()) {
                return early;
            }
            pace.startPass(plan);
            runner.run();
        }
        reflect();
        if (editor.activeHas("Executing")) {
            return Optional.of(runner.pausesUntil().map(this::passAt).orElse(ReconcileInterval.SOON));
        }
        return pending.size() > 1 ? Optional.of(AT_ONCE) : Optional.empty();
    }

    /**
     * How long to wait for the pass in which that time is reached. The wait is limited, because the source may lose a
     * VM meanwhile.
     */
    private Duration passAt(Instant time) {
        long passes = -Math.floorDiv(
                -Duration.between(environment.clock().instant(), time).toMillis(), ReconcileInterval.SOON.toMillis());
        return ReconcileInterval.SOON.multipliedBy(Math.max(1, Math.min(passes, MOST_PASSES_LEFT_OUT)));
    }

    /**
     * The Migration of the active run. The run is canceled if the Migration, or an object that it started with, was
     * deleted.
     */
    private Optional<Migration> active() {
        Optional<Snapshot> snapshot = editor.active();
        if (snapshot.isEmpty() || editor.activeHas(ENDS)) {
            return Optional.empty();
        }
        Snapshot.SnapshotRef ref = snapshot.get().migration();
        Optional<Migration> migration = environment
                .caches()
                .migrations()
                .get(new ObjectKey(ref.namespace(), ref.name()))
                .filter(found -> found.getMetadata().getUid().equals(ref.uid()));
        if (migration.isEmpty()) {
            cancel(Conditions.durable("Canceled", "Deleted", "The migration has been deleted."));
        } else if (!sameObjects(snapshot.get())) {
            cancel(Conditions.durable("Canceled", "Modified", "The migration has been canceled."));
        }
        return migration;
    }

    private void cancel(Condition canceled) {
        editor.end(canceled);
        editor.cancelUnfinished(canceled);
        conditions.delete("Executing");
        conditions.set(canceled);
    }

    private boolean sameObjects(Snapshot snapshot) {
        return same(snapshot.plan(), resolved.plan())
                && same(snapshot.provider().source(), resolved.source())
                && same(snapshot.provider().destination(), resolved.destination())
                && same(snapshot.map().network(), resolved.networkMap())
                && same(snapshot.map().storage(), resolved.storageMap());
    }

    /** @param object null for one that the run does not need */
    private static boolean same(Snapshot.SnapshotRef ref, HasMetadata object) {
        return object == null || Objects.equals(ref.uid(), object.getMetadata().getUid());
    }

    private void finishCanceled(Optional<Migration> active) {
        boolean unfinished = editor.vms().stream().anyMatch(vm -> vm.has("Canceled") && vm.completed() == null);
        if (unfinished) {
            MigrationSpec spec = active.map(Migration::getSpec).orElse(NONE);
            String uid = editor.active().orElseThrow().migration().uid();
            runner(spec, uid).finishCanceled();
        }
    }

    private MigrationRunner runner(MigrationSpec migration, String uid) {
        return new MigrationRunner(resolved.context(environment, migration, uid, editor), editor);
    }

    private List<Migration> pending() {
        ObjectKey plan = ObjectKey.of(resolved.plan());
        return environment.caches().migrations().list().stream()
                .filter(migration -> ObjectKey.of(migration.getSpec().plan()).equals(plan))
                .filter(migration -> Condition.ENDS.stream().noneMatch(migration::has))
                .filter(migration -> !editor.hasEnded(migration.getMetadata().getUid()))
                .sorted(Comparator.<Migration, String>comparing(
                                migration -> migration.getMetadata().getCreationTimestamp())
                        .thenComparing(migration -> migration.getMetadata().getName()))
                .toList();
    }

    private Snapshot snapshot(Migration migration) {
        return new Snapshot(
                ref(resolved.plan()),
                ref(migration),
                new Snapshot.SnapshotPair(ref(resolved.source()), ref(resolved.destination())),
                new Snapshot.SnapshotMaps(ref(resolved.networkMap()), ref(resolved.storageMap())),
                null);
    }

    /** @param object null for one that the run does not need, which gets an empty reference */
    private static Snapshot.SnapshotRef ref(HasMetadata object) {
        if (object == null) {
            return new Snapshot.SnapshotRef("", "", "", 0L);
        }
        return new Snapshot.SnapshotRef(
                object.getMetadata().getNamespace(),
                object.getMetadata().getName(),
                object.getMetadata().getUid(),
                object.getMetadata().getGeneration());
    }

    /** Copies the conditions of the active run to the Plan. */
    private void reflect() {
        Stream.concat(Stream.of("Executing"), Condition.ENDS.stream())
                .forEach(type ->
                        editor.activeCondition(type).ifPresentOrElse(conditions::set, () -> conditions.delete(type)));
        boolean resumable =
                editor.vms().stream().anyMatch(vm -> vm.has("Failed") && Boolean.TRUE.equals(vm.disksCopied()));
        if (resumable) {
            conditions.set(Conditions.durable("ConversionResumable", null, "Only the conversion has to be repeated."));
        } else {
            conditions.delete("ConversionResumable");
        }
    }
}
