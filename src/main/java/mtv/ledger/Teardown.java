package mtv.ledger;

import io.fabric8.kubernetes.api.model.Namespace;
import mtv.cluster.Clusters;
import mtv.settings.Waits;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Undoes a ledger: quiets what runs, then undoes everything in an order that leaves no dangling references, then waits
 * until the namespaces are really gone. Goes on after a failure and reports what is left.
 */
public final class Teardown {

    private static final Logger LOG = LogManager.getLogger();

    /** As long as an API server lets a request take. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** Kinds in the order of their deletion; what is not listed goes before the namespaces. */
    private static final List<String> ORDER = List.of(
            "Migration", "Plan", "NetworkMap", "StorageMap", "Provider", "Secret", "NetworkAttachmentDefinition");

    private final Clusters clusters;
    private final Waits waits;
    private final Duration limit;
    private final Map<String, Undo> undos = new HashMap<>();

    /** @param others undoes what is not a Kubernetes object, each for its own type of entry */
    public Teardown(Clusters clusters, Waits waits, List<Undo> others) {
        this.clusters = clusters;
        this.waits = waits;
        this.limit = waits.cleanup();
        register(new ObjectUndo(clusters));
        others.forEach(this::register);
    }

    private void register(Undo undo) {
        undos.put(undo.type(), undo);
    }

    /** @return what could not be undone; those entries stay in the ledger and its file */
    public List<Leftover> run(Ledger ledger) {
        ledger.seal();
        Set<Entry> unanswered = ledger.awaitChanges(ANSWER.compareTo(limit) < 0 ? ANSWER : limit);
        unanswered.forEach(entry -> LOG.warn("Not answered yet, so it is looked for later: {}", entry.describe()));
        List<Leftover> left = new ArrayList<>(new PlanQuiescer(clusters.hub(), waits).run(ledger));
        List<Entry> entries = new ArrayList<>(ledger.open());
        entries.sort(Comparator.comparingInt(Teardown::rank));
        entries.stream().filter(entry -> !unanswered.contains(entry)).forEach(entry -> undo(entry, ledger, left));
        undoLate(entries.stream().filter(unanswered::contains).toList(), ledger, left);
        ledger.objects("Namespace").toList().forEach(namespace -> awaitGone(namespace, ledger, left));
        ledger.closeWhenClean();
        return left;
    }

    /** What was done only after it had been waited for, or may still be done. */
    private void undoLate(List<Entry> late, Ledger ledger, List<Leftover> left) {
        if (late.isEmpty()) {
            return;
        }
        Set<Entry> never = ledger.awaitChanges(limit);
        for (Entry entry : late) {
            if (never.contains(entry)) {
                left.add(new Leftover(entry.describe(), "it was being made and is not answered yet; clean up later"));
            } else {
                undo(entry, ledger, left);
            }
        }
    }

    /** Changed settings of the cluster first, then objects by kind, namespaces last. */
    private static int rank(Entry entry) {
        if (!entry.type().equals(Entry.OBJECT)) {
            return -1;
        }
        int kind = ORDER.indexOf(entry.fact("kind"));
        return kind >= 0 ? kind : entry.isObject("Namespace") ? ORDER.size() + 1 : ORDER.size();
    }

    private void undo(Entry entry, Ledger ledger, List<Leftover> left) {
        Undo undo = undos.get(entry.type());
        try {
            if (undo == null) {
                throw new IllegalStateException("nothing here knows how to undo it");
            }
            undo.undo(entry);
            LOG.debug("Undone: {}", entry.describe());
            if (!entry.isObject("Namespace")) {
                ledger.strike(entry);
            }
        } catch (Exception e) {
            LOG.debug("Could not undo {}", entry.describe(), e);
            left.add(Leftover.of(entry.describe(), e));
        }
    }

    /** With its namespace everything in it is gone, finalizers included. */
    private void awaitGone(Entry entry, Ledger ledger, List<Leftover> left) {
        String name = entry.fact("name");
        try {
            clusters.hub()
                    .await("namespace " + name + " is gone")
                    .watching(clusters.named(entry.fact(Entry.CLUSTER))
                            .client()
                            .namespaces()
                            .withName(name))
                    .shows(Teardown::whyStillThere)
                    .within(limit)
                    .gone();
            ledger.strike(entry);
        } catch (RuntimeException e) {
            LOG.debug("Still there: {}", entry.describe(), e);
            left.add(Leftover.of(entry.describe(), e));
        }
    }

    private static String whyStillThere(Namespace namespace) {
        var status = namespace.getStatus();
        if (status == null || status.getConditions().isEmpty()) {
            return "no reason given";
        }
        return status.getConditions().stream()
                .filter(c -> "True".equals(c.getStatus()))
                .map(c -> c.getType() + ": " + c.getMessage())
                .toList()
                .toString();
    }
}
