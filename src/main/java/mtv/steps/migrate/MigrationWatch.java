package mtv.steps.migrate;

import mtv.await.Pending;
import mtv.check.compare.RunLog;
import mtv.cluster.Cluster;
import mtv.diagnosis.Diagnosis;
import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.model.Snapshot;
import mtv.steps.progress.MigrationProgress;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Follows one run of a Plan until Migration and Plan both report its end: the Migration by its own conditions, the Plan
 * by the entry of this Migration in its history, since the Plan's conditions may be those of an earlier run.
 */
public final class MigrationWatch {

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster cluster;
    private final Plan plan;
    private final Migration migration;
    private final RunLog log;
    private final Diagnosis diagnosis;
    private Supplier<String> cause = () -> "";
    private Consumer<Migration> onlooker = any -> {};

    /**
     * @param log gets every state of the Migration
     * @param diagnosis finds out why MTV writes no status
     */
    public MigrationWatch(Cluster cluster, Plan plan, Migration migration, RunLog log, Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        this.log = log;
        this.cluster = cluster;
        this.plan = plan;
        this.migration = migration;
    }

    /** @param why finds out what a migration that stands still waits for; empty when nothing explains it */
    public MigrationWatch explaining(Supplier<String> why) {
        this.cause = why;
        return this;
    }

    /** @param other gets every state of the Migration, too, and must be quick */
    MigrationWatch telling(Consumer<Migration> other) {
        onlooker = other;
        return this;
    }

    /**
     * @param good the end that is wanted; any other one is a failure
     * @return the Migration as it was then
     */
    public Migration follow(String good, Duration limit) {
        Migration ended;
        try (MigrationProgress progress =
                MigrationProgress.of(migration.getMetadata().getName(), cause)) {
            Pending<Migration> own = watchMigration(good, limit, progress);
            own.and(watchPlan(good, limit, progress));
            ended = own.get().get(0);
        }
        LOG.info("Migration {} has {}", ended.getMetadata().getName(), good);
        return ended;
    }

    private static Stream<String> bad(String good) {
        return Condition.ENDS.stream().filter(end -> !end.equals(good));
    }

    private Pending<Migration> watchMigration(String good, Duration limit, MigrationProgress progress) {
        String name = migration.getMetadata().getName();
        return cluster.await("Migration " + name + " has " + good)
                .watching(cluster.client()
                        .resources(Migration.class)
                        .inNamespace(migration.getMetadata().getNamespace())
                        .withName(name))
                .tells(seen -> {
                    log.saw(seen);
                    progress.saw(seen);
                    onlooker.accept(seen);
                })
                .failsWhen(m -> bad(good).filter(m::has).findFirst().map(end -> FailureReport.of(end, m)))
                .shows(m -> FailureReport.of("still running", m))
                .breaks(diagnosis.silence(migration))
                .stays()
                .within(limit)
                .start(all -> all.stream().anyMatch(m -> m.has(good)));
    }

    private Pending<Plan> watchPlan(String good, Duration limit, MigrationProgress progress) {
        String name = plan.getMetadata().getName();
        return cluster.await("Plan " + name + " has " + good + " with this Migration")
                .watching(cluster.client()
                        .resources(Plan.class)
                        .inNamespace(plan.getMetadata().getNamespace())
                        .withName(name))
                .tells(seen -> {
                    log.saw(seen);
                    progress.saw(seen);
                })
                .failsWhen(p -> bad(good)
                        .filter(end -> endedBy(p, end))
                        .findFirst()
                        .map(end -> "Plan " + end
                                + " in the run of Migration "
                                + migration.getMetadata().getName()
                                + FailureReport.vms(p.getStatus().migration().vms()))
                        .or(() -> heldUp(p)))
                .stays()
                .within(limit)
                .start(all -> all.stream().anyMatch(p -> endedBy(p, good)));
    }

    /** MTV begins no run of a Plan with blockers, and does not report that on the Migration. */
    private Optional<String> heldUp(Plan seen) {
        return ownRun(seen).isPresent()
                ? Optional.empty()
                : MtvObjectCreator.blockers(seen)
                        .map(blockers -> "the Plan is not Ready any more, and so Migration "
                                + migration.getMetadata().getName() + " does not begin: " + blockers);
    }

    private boolean endedBy(Plan seen, String end) {
        return ownRun(seen)
                .filter(run -> run.conditions() != null)
                .filter(run ->
                        run.conditions().stream().filter(Condition::isTrue).anyMatch(c -> end.equals(c.type())))
                .isPresent();
    }

    /** The entry of this Migration, which exists from the start of its run. */
    private Optional<Snapshot> ownRun(Plan seen) {
        return Optional.ofNullable(seen.getStatus())
                .map(status -> status.migration())
                .map(record -> record.history())
                .filter(history -> !history.isEmpty())
                .map(history -> history.get(history.size() - 1))
                .filter(run -> run.migration() != null
                        && migration
                                .getMetadata()
                                .getUid()
                                .equals(run.migration().uid()));
    }
}
