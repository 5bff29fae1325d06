package mtv.steps.migrate;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.await.WaitException;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunLog;
import mtv.cluster.Cluster;
import mtv.diagnosis.Diagnosis;
import mtv.model.Migration;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.ResourceKind;
import mtv.model.SourceRef;
import mtv.model.VmStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The latest run of a Plan that somebody else has started, or will. It is only watched. */
public final class AttachedRun {

    /** Of MTV, where its settings say nothing. */
    private static final Duration USUAL_INTERVAL = Duration.ofHours(1);

    private final Cluster hub;
    private final Plan plan;
    private final Duration limit;
    private final Diagnosis diagnosis;

    /** @param limit how long it may take from now on */
    public AttachedRun(Cluster hub, Plan plan, Duration limit, Diagnosis diagnosis) {
        this.hub = hub;
        this.plan = plan;
        this.limit = limit;
        this.diagnosis = diagnosis;
    }

    /** Ids of the VMs that its latest run cancels. */
    public Set<String> canceled() {
        return migrations().stream()
                .max(Comparator.comparing(AttachedRun::created))
                .map(AttachedRun::canceled)
                .orElse(Set.of());
    }

    /**
     * Waits until the run has come to its good end.
     *
     * @throws WaitException when it comes to a bad one
     * @throws MigrationException when nobody has started one
     */
    public MigrationOutcome await() {
        ClockRate pace = ClockRate.start(hub);
        List<Migration> all = migrations();
        Migration latest = all.stream()
                .max(Comparator.comparing(AttachedRun::created))
                .orElseThrow(() ->
                        new MigrationException("Plan " + plan.getMetadata().getNamespace() + "/"
                                + plan.getMetadata().getName()
                                + " was not run: no Migration names it. Start it, and begin this run again"));
        RunLog log = new RunLog();
        Migration ended = follow(latest, log);
        return new MigrationOutcome(now(), ended, log, warm(ended, pace), earlier(all, latest), new HashSet<>());
    }

    private Migration follow(Migration latest, RunLog log) {
        Optional<Instant> cutover = Optional.ofNullable(latest.getSpec().cutover());
        try {
            return new MigrationWatch(hub, plan, latest, log, diagnosis).follow(end(latest), limit);
        } finally {
            MigrationReport.write(log.latest(), cutover);
        }
    }

    private String end(Migration latest) {
        Set<String> canceled = canceled(latest);
        return plan.getSpec().vms().stream().allMatch(vm -> canceled.contains(vm.id())) ? "Canceled" : "Succeeded";
    }

    private static Set<String> canceled(Migration migration) {
        return Optional.ofNullable(migration.getSpec().cancel()).orElse(List.of()).stream()
                .map(SourceRef::id)
                .collect(Collectors.toSet());
    }

    private Plan now() {
        return Optional.ofNullable(hub.client()
                        .resources(Plan.class)
                        .inNamespace(plan.getMetadata().getNamespace())
                        .withName(plan.getMetadata().getName())
                        .get())
                .orElse(plan);
    }

    private List<Migration> migrations() {
        ObjectRef own =
                new ObjectRef(plan.getMetadata().getName(), plan.getMetadata().getNamespace());
        return hub
                .client()
                .resources(Migration.class)
                .inNamespace(plan.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(migration -> migration.getSpec() != null
                        && own.equals(migration.getSpec().plan()))
                .toList();
    }

    private static String created(Migration migration) {
        return String.valueOf(migration.getMetadata().getCreationTimestamp());
    }

    /** The cutover is what was asked for at last; between two copies MTV waits as long as its settings say now. */
    private Optional<RunFacts.Warm> warm(Migration ended, ClockRate pace) {
        return Optional.ofNullable(ended.getSpec().cutover())
                .filter(any -> plan.getSpec().isWarm())
                .map(time -> new RunFacts.Warm(
                        time, interval(), PlanRunner.SHUTDOWN.plus(pace.onCluster(PlanRunner.LATENESS, hub))));
    }

    private Duration interval() {
        return ResourceKind.FORKLIFT_CONTROLLER
                .on(hub.client())
                .inNamespace(hub.mtvNamespace())
                .list()
                .getItems()
                .stream()
                .findFirst()
                .map(AttachedRun::minutes)
                .map(Duration::ofMinutes)
                .orElse(USUAL_INTERVAL);
    }

    /** An operator takes a number and a text. */
    private static Long minutes(GenericKubernetesResource controller) {
        Object minutes = controller.get("spec", "controller_precopy_interval");
        return minutes == null ? null : Long.valueOf(String.valueOf(minutes));
    }

    /** VMs that earlier runs have migrated, as far as their Migrations are still there. */
    private static Map<String, MigrationOutcome.Earlier> earlier(List<Migration> all, Migration latest) {
        Map<String, MigrationOutcome.Earlier> earlier = new HashMap<>();
        all.stream()
                .filter(migration -> migration != latest && migration.getStatus() != null)
                .sorted(Comparator.comparing(AttachedRun::created))
                .forEach(migration -> Optional.ofNullable(migration.getStatus().vms()).orElse(List.of()).stream()
                        .filter(AttachedRun::succeeded)
                        .forEach(vm -> earlier.putIfAbsent(
                                vm.id(),
                                new MigrationOutcome.Earlier(
                                        migration.getMetadata().getUid(), vm))));
        return earlier;
    }

    private static boolean succeeded(VmStatus vm) {
        return vm != null && vm.has("Succeeded");
    }
}
