package mtv.ledger;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.await.Await;
import mtv.await.Silence;
import mtv.cluster.Cluster;
import mtv.cluster.JsonPatches;
import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.model.SourceRef;
import mtv.settings.Waits;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the run's Plans to rest: cancels every VM of a Migration that still runs, so that MTV cleans up and powers the
 * sources on again, then archives the Plans, so that it removes its pods.
 */
final class PlanQuiescer {

    private static final Logger LOG = LogManager.getLogger();

    private final KubernetesClient client;
    private final Duration limit;
    private final Duration firstStatus;

    PlanQuiescer(Cluster cluster, Waits waits) {
        this.client = cluster.client();
        this.limit = waits.cleanup();
        this.firstStatus = waits.firstStatus();
    }

    List<Leftover> run(Ledger ledger) {
        List<Leftover> left = new ArrayList<>();
        ledger.objects("Migration")
                .collect(Collectors.groupingBy(e -> e.fact("namespace")))
                .forEach((namespace, entries) ->
                        attempt("cancel in " + namespace, left, () -> cancel(namespace, entries)));
        Set<String> begun = ledger.objects("Migration")
                .map(migration -> migration.fact("namespace"))
                .collect(Collectors.toSet());
        ledger.objects("Plan")
                .filter(plan -> begun.contains(plan.fact("namespace")))
                .collect(Collectors.groupingBy(e -> e.fact("namespace")))
                .forEach((namespace, entries) ->
                        attempt("archive in " + namespace, left, () -> archive(namespace, entries)));
        return left;
    }

    private void cancel(String namespace, List<Entry> ours) {
        List<String> names = names(ours);
        List<Migration> open = client.resources(Migration.class).inNamespace(namespace).list().getItems().stream()
                .filter(m -> names.contains(m.getMetadata().getName()))
                .filter(m -> !hasEnd(m))
                .toList();
        for (Migration migration : open) {
            LOG.info("Canceling Migration {}", migration.getMetadata().getName());
            JsonPatches.merge(
                    client.resources(Migration.class)
                            .inNamespace(namespace)
                            .withName(migration.getMetadata().getName()),
                    Map.of("spec", Map.of("cancel", vms(namespace, migration))));
        }
        List<Migration> running = open.stream().filter(m -> !ended(m)).toList();
        if (!running.isEmpty()) {
            List<String> canceled =
                    running.stream().map(m -> m.getMetadata().getName()).toList();
            Await.until("the canceled Migrations " + canceled + " have ended")
                    .watching(client.resources(Migration.class).inNamespace(namespace))
                    .within(limit)
                    .all(all -> all.stream()
                            .filter(m -> canceled.contains(m.getMetadata().getName()))
                            .allMatch(PlanQuiescer::ended));
        }
    }

    /** Those of its Plan, while the Migration itself names none: it may begin at any moment. */
    private List<SourceRef> vms(String namespace, Migration migration) {
        if (migration.getStatus() != null && migration.getStatus().vms() != null) {
            return migration.getStatus().vms().stream()
                    .map(vm -> SourceRef.byId(vm.id()))
                    .toList();
        }
        Plan plan = client.resources(Plan.class)
                .inNamespace(namespace)
                .withName(migration.getSpec().plan().name())
                .get();
        return plan == null
                ? List.of()
                : plan.getSpec().vms().stream()
                        .map(vm -> SourceRef.byId(vm.id()))
                        .toList();
    }

    /** A Migration that never got as far as a VM has nothing to end. */
    private static boolean ended(Migration migration) {
        return !migration.has("Running") || hasEnd(migration);
    }

    private static boolean hasEnd(Migration migration) {
        return Condition.ENDS.stream().anyMatch(migration::has);
    }

    /** Which has its pods and temporary objects removed; a Plan of which no Migration was made has none. */
    private void archive(String namespace, List<Entry> ours) {
        List<String> names = names(ours);
        for (String name : names) {
            try {
                JsonPatches.merge(
                        client.resources(Plan.class).inNamespace(namespace).withName(name),
                        Map.of("spec", Map.of("archived", true)));
            } catch (KubernetesClientException e) {
                if (!Cluster.isAbsent(e)) {
                    throw e;
                }
            }
        }
        Await.until("the Plans " + names + " are archived")
                .watching(client.resources(Plan.class).inNamespace(namespace))
                .shows(p -> p.getMetadata().getName() + " " + p.conditions())
                .breaks(new Silence<>(
                        firstStatus,
                        p -> names.contains(p.getMetadata().getName()) && p.isObserved(),
                        () -> Silence.Inquiry.ends(List.of("MTV looks at no Plan that refers to what it cannot read"
                                + " (a Provider, its Secret or a map that is gone),"
                                + " so it does not clean up after it"))))
                .within(limit)
                .all(all -> all.stream()
                        .filter(p -> names.contains(p.getMetadata().getName()))
                        .allMatch(p -> p.has("Archived")));
    }

    private static List<String> names(List<Entry> entries) {
        return entries.stream().map(e -> e.fact("name")).toList();
    }

    private static void attempt(String what, List<Leftover> left, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.debug("Could not {}", what, e);
            left.add(Leftover.of(what, e));
        }
    }
}
