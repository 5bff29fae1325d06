package mtv.ledger;

import io.fabric8.kubernetes.api.model.Namespace;
import mtv.cluster.Clusters;
import mtv.settings.Waits;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Undoes a ledger: quiets what runs, then undoes everything in an order that leaves no dangling references, then waits
 * until the namespaces are really gone. What does not hang on each other is undone at the same time. Goes on after a
 * failure and reports what is left.
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
    private final ObjectUndo objects;
    private final Map<String, Undo> undos = new HashMap<>();
    private final Map<Entry, String> namespaces = new ConcurrentHashMap<>();

    /** @param others undoes what is not a Kubernetes object, each for its own type of entry */
    public Teardown(Clusters clusters, Waits waits, List<Undo> others) {
        this.clusters = clusters;
        this.waits = waits;
        this.limit = waits.cleanup();
        this.objects = new ObjectUndo(clusters);
        others.forEach(undo -> undos.put(undo.type(), undo));
    }

    /** @return what could not be undone; those entries stay in the ledger and its file */
    public List<Leftover> run(Ledger ledger) {
        ledger.seal();
        Set<Entry> unanswered = ledger.awaitChanges(ANSWER.compareTo(limit) < 0 ? ANSWER : limit);
        unanswered.forEach(entry -> LOG.warn("Not answered yet, so it is looked for later: {}", entry.describe()));
        List<Leftover> left =
                Collections.synchronizedList(new ArrayList<>(new PlanQuiescer(clusters.hub(), waits).run(ledger)));
        List<Entry> answered = new ArrayList<>(ledger.open());
        answered.removeAll(unanswered);
        try (Workers workers = new Workers()) {
            inOrder(answered).forEach(group -> workers.each(group, entry -> undo(entry, ledger, left)));
            undoLate(unanswered, ledger, left);
            workers.each(List.copyOf(namespaces.keySet()), entry -> awaitGone(entry, ledger, left));
        } finally {
            undos.values().forEach(Undo::close);
        }
        try {
            ledger.closeWhenClean();
        } catch (UncheckedIOException e) {
            left.add(Leftover.of("the file " + ledger.file(), e));
        }
        return List.copyOf(left);
    }

    /** What of the ledger is still there, in the order in which it would be undone; nothing is changed. */
    public List<Entry> preview(Ledger ledger) {
        return inOrder(ledger.open()).stream()
                .flatMap(List::stream)
                .filter(entry -> !entry.type().equals(Entry.OBJECT)
                        || objects.find(entry, ledger).isPresent())
                .toList();
    }

    /** Groups of entries that do not hang on each other, one after the other. */
    private static Collection<List<Entry>> inOrder(List<Entry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(Teardown::rank, TreeMap::new, Collectors.toList()))
                .values();
    }

    /** What was done only after it had been waited for, or may still be done. */
    private void undoLate(Set<Entry> late, Ledger ledger, List<Leftover> left) {
        if (late.isEmpty()) {
            return;
        }
        Set<Entry> never = ledger.awaitChanges(limit);
        for (List<Entry> group : inOrder(List.copyOf(late))) {
            for (Entry entry : group) {
                if (never.contains(entry)) {
                    left.add(new Leftover(
                            entry.describe(), "it was being made and is not answered yet; clean up later"));
                } else {
                    undo(entry, ledger, left);
                }
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

    /** A namespace is struck only when it is really gone. */
    private void undo(Entry entry, Ledger ledger, List<Leftover> left) {
        try {
            Optional<String> going = entry.type().equals(Entry.OBJECT) ? objects.delete(entry, ledger) : other(entry);
            LOG.debug("Undone: {}", entry.describe());
            if (going.isPresent() && entry.isObject("Namespace")) {
                namespaces.put(entry, going.get());
            } else {
                ledger.strike(entry);
            }
        } catch (Exception | LinkageError e) {
            LOG.debug("Could not undo {}", entry.describe(), e);
            left.add(Leftover.of(entry.describe(), e));
        }
    }

    /** @return nothing that could be waited for */
    private Optional<String> other(Entry entry) throws Exception {
        Undo undo = undos.get(entry.type());
        if (undo == null) {
            throw new IllegalStateException("nothing here knows how to undo it");
        }
        undo.undo(entry);
        return Optional.empty();
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
                    .all(found -> found.stream()
                            .noneMatch(namespace ->
                                    namespace.getMetadata().getUid().equals(namespaces.get(entry))));
            ledger.strike(entry);
        } catch (RuntimeException | LinkageError e) {
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
