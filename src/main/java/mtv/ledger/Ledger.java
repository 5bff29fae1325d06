package mtv.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.serialization.ModelSerialization;
import mtv.vm.Document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Remembers what to undo, in memory and, line by line, in a file that survives the run's death. The first line says
 * which clusters and run the file belongs to.
 */
public final class Ledger implements AutoCloseable {

    private static final String RUN = "run";
    private static final String ID = "id";
    private static final String SUFFIX = ".jsonl";
    private static final String NOTE = "note";
    private static final String MADE = "made";
    private static final String STRIKE = "strike";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LedgerFile file;
    private final Entry run;
    private final Set<Entry> open = new LinkedHashSet<>();
    private final Map<Entry, String> uids = new HashMap<>();
    private final Map<Entry, Integer> underWay = new HashMap<>();
    private final List<Document> asked = new CopyOnWriteArrayList<>();
    private boolean sealed;

    private Ledger(LedgerFile file, Entry run) {
        this.file = file;
        this.run = run;
    }

    /**
     * Starts the ledger of a new run, which no other process may clean up after until it is closed; the folder is made
     * when missing.
     *
     * @param clusters API addresses by name
     */
    public static Ledger create(Path folder, String runId, Map<String, String> clusters) {
        Map<String, String> facts = new TreeMap<>(clusters);
        facts.put(ID, runId);
        try {
            Ledger ledger = new Ledger(LedgerFile.create(folder.resolve(runId + SUFFIX)), new Entry(RUN, facts));
            ledger.append(NOTE, ledger.run, null);
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the ledger of what this run creates cannot be written: " + folder.toAbsolutePath()
                            + " is no folder and cannot be made one (" + e + "); nothing was created",
                    e);
        }
    }

    /**
     * Reads the ledger that a killed run left. A last line that was cut off by its death, inside a character or not, is
     * left out: what it would have noted had not begun.
     *
     * @throws IllegalArgumentException when the file is not a ledger; the message names file and line
     */
    public static Ledger load(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        List<String> lines =
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty, so it is not the ledger of a run");
        }
        Ledger ledger = new Ledger(LedgerFile.existing(file, end), firstOf(file, parse(file, 1, lines.get(0))));
        for (int number = 2; number <= lines.size(); number++) {
            ledger.read(parse(file, number, lines.get(number - 1)));
        }
        return ledger;
    }

    private void read(Line line) {
        if (line.act().equals(STRIKE)) {
            open.remove(line.entry());
        } else {
            open.add(line.entry());
        }
        if (line.act().equals(MADE)) {
            uids.put(line.entry(), line.uid());
        }
    }

    /** The ledgers of a folder, of runs that left something and of those that go on; none when there is no folder. */
    public static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static Entry firstOf(Path file, Line line) {
        if (!line.entry().type().equals(RUN)) {
            throw new IllegalArgumentException(file + ":1 does not name a run, so this is not the ledger of one");
        }
        return line.entry();
    }

    private static Line parse(Path file, int number, String text) {
        try {
            return JSON.readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ":" + number + " is not a ledger line: " + e.getOriginalMessage(), e);
        }
    }

    public String runId() {
        return run.fact(ID);
    }

    /** API addresses of the clusters that the run worked on, by name. */
    public Map<String, String> clusters() {
        Map<String, String> clusters = new TreeMap<>(run.facts());
        clusters.remove(ID);
        return clusters;
    }

    public Path file() {
        return file.path();
    }

    /** False while the run goes on, or somebody else cleans up after it. */
    public boolean tryLock() {
        return file.tryLock();
    }

    /**
     * Notes an object and creates it, as one step.
     *
     * @throws IllegalStateException when the run is being undone already; then nothing was sent
     */
    public <T, E extends Exception> T create(String cluster, HasMetadata object, Change<T, E> creation) throws E {
        remember(object);
        return change(Entry.of(cluster, object), creation);
    }

    /** A Secret is kept no longer than it is needed, and nothing of this goes into the file. */
    private void remember(HasMetadata object) {
        if (!(object instanceof Secret)) {
            asked.add(new Document(
                    object.getKind(),
                    object.getMetadata().getName(),
                    ModelSerialization.shared().convertValue(object, JsonNode.class)));
        }
    }

    /** What clusters were asked to create, as it was sent, by kind and name; without Secrets. */
    public List<Document> asked() {
        return List.copyOf(asked);
    }

    /**
     * Notes something and does it, as one step: who undoes the run waits until it is done, since what is on its way to
     * a server would come into being after it was looked for.
     *
     * @throws IllegalStateException when the run is being undone already; then nothing was done
     */
    public <T, E extends Exception> T change(Entry entry, Change<T, E> change) throws E {
        synchronized (this) {
            note(entry);
            underWay.merge(entry, 1, Integer::sum);
        }
        try {
            return change.make();
        } finally {
            synchronized (this) {
                underWay.computeIfPresent(entry, (any, times) -> times == 1 ? null : times - 1);
                notifyAll();
            }
        }
    }

    /** Something that must be undone later. */
    @FunctionalInterface
    public interface Change<T, E extends Exception> {
        T make() throws E;
    }

    /** Notes an object of the run that was found on a cluster. */
    public synchronized void found(String cluster, HasMetadata object) {
        note(Entry.of(cluster, object));
        wasCreated(cluster, object);
    }

    /** To be called when the cluster has made the object, so that no other one of its name is ever deleted. */
    synchronized void wasCreated(String cluster, HasMetadata object) {
        Entry entry = Entry.of(cluster, object);
        String uid = object.getMetadata().getUid();
        if (open.contains(entry) && uid != null && !uid.equals(uids.put(entry, uid))) {
            append(MADE, entry, uid);
        }
    }

    /** Which object the entry means; empty when the run died before it learnt that. */
    synchronized Optional<String> uid(Entry entry) {
        return Optional.ofNullable(uids.get(entry));
    }

    /** To be called when the cluster has refused the object, so that there is nothing to undo. */
    void wasNotCreated(String cluster, HasMetadata object) {
        strike(Entry.of(cluster, object));
    }

    /**
     * To be called before anything else is done that must be undone.
     *
     * @throws IllegalStateException when the run is being undone already
     */
    public synchronized void note(Entry entry) {
        if (sealed) {
            throw new IllegalStateException("the run is being stopped, so nothing new is created: " + entry.describe());
        }
        if (open.add(entry)) {
            append(NOTE, entry, null);
        }
    }

    /** From here on nothing may be added: a run that is stopped from outside still has its tests going. */
    synchronized void seal() {
        sealed = true;
    }

    /**
     * Waits until everything is done that was begun before the seal.
     *
     * @return what is not, when the limit has passed or the thread is interrupted
     */
    synchronized Set<Entry> awaitChanges(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            long left = limit.toMillis();
            while (!underWay.isEmpty() && left > 0) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Set.copyOf(underWay.keySet());
    }

    /** The entry is undone, or was never done. */
    public synchronized void strike(Entry entry) {
        if (open.remove(entry)) {
            append(STRIKE, entry, null);
        }
    }

    /** What is still to undo, oldest first. */
    public synchronized List<Entry> open() {
        return new ArrayList<>(open);
    }

    public Stream<Entry> objects(String kind) {
        return open().stream().filter(e -> e.isObject(kind));
    }

    /** Removes the file once nothing is left to undo. */
    public synchronized void closeWhenClean() {
        if (open.isEmpty()) {
            delete();
        }
    }

    /** To be called when nobody will undo anything of it. */
    public void delete() {
        file.delete();
    }

    /** Lets somebody else clean up what is left. */
    @Override
    public void close() {
        file.close();
    }

    private void append(String act, Entry entry, String uid) {
        try {
            file.append(JSON.writeValueAsString(new Line(act, entry, uid)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write the ledger " + file.path(), e);
        }
    }

    /** @param uid of the object that was made; null in other lines */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(String act, Entry entry, String uid) {}
}
