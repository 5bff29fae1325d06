package mtv.steps.migrate;

import io.fabric8.kubernetes.client.dsl.Resource;
import mtv.await.WaitException;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunLog;
import mtv.cluster.JsonPatches;
import mtv.diagnosis.Diagnosis;
import mtv.evidence.Evidence;
import mtv.model.Migration;
import mtv.model.PipelineStep;
import mtv.model.Plan;
import mtv.model.SourceRef;
import mtv.model.VmStatus;
import mtv.templates.PlanTemplates;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Runs a Plan as its scenario wants it: again when a run has failed, and with some VMs canceled. */
public final class PlanRunner {

    private static final Logger LOG = LogManager.getLogger();

    /** MTV looks at a VM every three seconds, and this machine may be busy with others. */
    static final Duration LATENESS = Duration.ofSeconds(15);

    /** A guest is asked to shut down, and may take its time. */
    static final Duration SHUTDOWN = Duration.ofMinutes(10);

    private final RunContext run;
    private final MigrationRequest task;
    private final Plan plan;
    private final UnaryOperator<String> names;
    private final Diagnosis diagnosis;
    private final Map<String, MigrationOutcome.Earlier> earlier = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();
    private Consumer<Migration> onlooker = any -> {};

    /**
     * @param names makes the name of an object of the scenario
     * @param diagnosis finds out why MTV writes no status
     */
    public PlanRunner(
            RunContext run, MigrationRequest task, Plan plan, UnaryOperator<String> names, Diagnosis diagnosis) {
        this.run = run;
        this.task = task;
        this.plan = plan;
        this.names = names;
        this.diagnosis = diagnosis;
    }

    /** @param other gets every state of each Migration, and must be quick */
    public PlanRunner telling(Consumer<Migration> other) {
        onlooker = other;
        return this;
    }

    /** @throws WaitException when the last attempt does not come to its good end either */
    public MigrationOutcome execute() {
        int attempts = task.scenario().attempts();
        for (int attempt = 1; attempt < attempts; attempt++) {
            String name = names.apply("migration-" + attempt);
            RunLog log = new RunLog();
            try {
                return execute(name, log);
            } catch (WaitException.BadEnd failed) {
                LOG.warn("Attempt {} of {}: {}", attempt, attempts, failed.getMessage());
                keep(name, log);
            }
        }
        return execute(names.apply("migration"), new RunLog());
    }

    /** The next attempt finds the sources of failed VMs powered off, since MTV does not restore their power. */
    private void keep(String name, RunLog log) {
        String uid = migrations(name).require().getMetadata().getUid();
        log.succeeded().forEach(vm -> earlier.putIfAbsent(vm.id(), new MigrationOutcome.Earlier(uid, vm)));
        Plan failed = new MtvObjectCreator(run, diagnosis)
                .await(plan, Plan.class, run.settings().waits().planReady());
        failed.getStatus().migration().vms().stream()
                .filter(vm -> !earlier.containsKey(vm.id()) && vm.restorePowerState() != null)
                .forEach(vm -> stopped.add(vm.id()));
    }

    private MigrationOutcome execute(String name, RunLog log) {
        ClockRate pace = ClockRate.start(run.hub());
        Optional<Instant> cutover = Optional.of(
                        pace.started().plus(task.settings().minsBeforeCutover()))
                .filter(any -> task.scenario().warm());
        cutover.ifPresent(time -> LOG.info("Cutover at {} of the cluster's clock", time));
        Migration started = run.creator().create(PlanTemplates.migration(run.place(), name, plan, cutover));
        if (!task.canceled().isEmpty()) {
            cancel(name);
        }
        Migration ended = follow(started, task.end(), log, cutover);
        task.scenario().expect().ifPresent(failure -> {
            WantedFailure.require(failure, ended);
            LOG.info("As the scenario wants: each of its VMs was to fail {}", failure.words());
        });
        return new MigrationOutcome(
                plan,
                ended,
                log,
                cutover.map(time -> new RunFacts.Warm(
                        time, task.settings().snapshotsInterval(), SHUTDOWN.plus(pace.onCluster(LATENESS, run.hub())))),
                Map.copyOf(earlier),
                Set.copyOf(stopped));
    }

    private Migration follow(Migration started, String end, RunLog log, Optional<Instant> cutover) {
        try {
            return new MigrationWatch(run.hub(), plan, started, log, diagnosis)
                    .explaining(this::likelyCause)
                    .telling(onlooker)
                    .follow(end, task.settings().planWaitTimeout());
        } finally {
            MigrationReport.write(log.latest(), cutover);
        }
    }

    /** By one look at all clusters; empty when nothing explains it. */
    private String likelyCause() {
        return Evidence.of(
                        run.hub(),
                        run.clusters().all(),
                        run.place().namespace(),
                        plan.getMetadata().getName())
                .getOrDefault(Evidence.CAUSE, "");
    }

    private Resource<Migration> migrations(String name) {
        return run.hub()
                .client()
                .resources(Migration.class)
                .inNamespace(run.place().namespace())
                .withName(name);
    }

    /** Cancels when the disks are being copied, since the sources are off then and MTV has something to clean up. */
    private void cancel(String name) {
        List<String> ids = task.canceled().stream().map(vm -> vm.source().id()).toList();
        run.hub()
                .await("the disks of VMs " + ids + " of Migration " + name + " are on the way, to cancel them")
                .watching(migrations(name))
                .shows(migration -> FailureReport.of("still running", migration))
                .within(task.settings().planWaitTimeout())
                .one(migration -> ids.equals(copying(migration, ids)));
        List<SourceRef> cancel = ids.stream().map(SourceRef::byId).toList();
        JsonPatches.merge(migrations(name), Map.of("spec", Map.of("cancel", cancel)));
        LOG.info("Canceled VMs {} of Migration {}", ids, name);
    }

    private static List<String> copying(Migration migration, List<String> ids) {
        List<String> found = new ArrayList<>(ids);
        List<VmStatus> vms =
                migration.getStatus() == null || migration.getStatus().vms() == null
                        ? List.of()
                        : migration.getStatus().vms();
        found.removeIf(id -> vms.stream()
                .filter(vm -> vm != null && id.equals(vm.id()))
                .noneMatch(vm -> vm.steps().stream().anyMatch(PlanRunner::copies)));
        return found;
    }

    private static boolean copies(PipelineStep step) {
        return String.valueOf(step.name()).startsWith("Disk")
                && ("Running".equals(step.phase()) || "Completed".equals(step.phase()));
    }
}
