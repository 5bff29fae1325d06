package mtv.evidence.gather;

import mtv.await.Durations;
import mtv.ledger.Creator;
import mtv.model.ApiFailure;
import mtv.model.Plan;
import mtv.templates.MustGatherTemplates;
import mtv.templates.Place;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Lets MTV's own image gather what it knows of one Plan, once. It throws nothing: why there is no must-gather, is a
 * sentence of its facts.
 */
public final class MustGather {

    private static final Logger LOG = LogManager.getLogger();

    /** An image must be pulled, and all logs of MTV be read. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** In bytes; a report that has larger archives can hardly be opened or kept. */
    private static final long MOST_ATTACHED = 20L * 1024 * 1024;

    private static final String FOLDER = "must-gather";

    private final Creator hub;
    private final Place place;
    private final String name;
    private final String plan;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * @param hub creates on MTV's cluster
     * @param place of the Plan, and of what is created
     * @param name of all that is created
     */
    public MustGather(Creator hub, Place place, String name, String plan) {
        this.hub = hub;
        this.place = place;
        this.name = name;
        this.plan = plan;
    }

    /**
     * @param folder of the failed test, which gets the files and their archive
     * @return empty when it was done before, or there is no Plan yet
     */
    public Optional<Gathered> gather(Path folder) {
        try {
            return hasPlan() && begun.compareAndSet(false, true)
                    ? Optional.of(gathered(folder.resolve(FOLDER)))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.debug("No must-gather of Plan {}", plan, e);
            return Optional.of(Gathered.nothing(ApiFailure.words(e)));
        }
    }

    private boolean hasPlan() {
        return hub.cluster()
                        .client()
                        .resources(Plan.class)
                        .inNamespace(place.namespace())
                        .withName(plan)
                        .get()
                != null;
    }

    private Gathered gathered(Path folder) throws IOException {
        Path archive = folder.resolveSibling(FOLDER + ".tar.gz");
        remove(folder);
        Files.deleteIfExists(archive);
        String image = MustGatherImage.of(hub.cluster());
        LOG.info("must-gather of Plan {} begins, for up to {}", plan, Durations.words(LIMIT));
        long start = System.nanoTime();
        List<String> facts = new ArrayList<>();
        ArchiveUnpacker unpacker = new ArchiveUnpacker(folder);
        try (GatherPod pod = new GatherPod(hub)) {
            pod.create(place, name, image, plan);
            pod.awaitEnd(plan, LIMIT).ifPresent(facts::add);
            new CopiedFiles(pod.resource(), LIMIT).read(unpacker::unpack).ifPresent(facts::add);
        }
        boolean well = facts.isEmpty();
        facts.add(
                0,
                "must-gather of Plan " + place.namespace() + "/" + plan + " by " + MustGatherTemplates.COMMAND
                        + " of " + image + ": " + unpacker.files()
                        + (unpacker.files() == 1 ? " file in " : " files in ")
                        + Durations.words(Duration.ofNanos(System.nanoTime() - start)));
        facts.addAll(unpacker.leftOut());
        if (unpacker.files() == 0) {
            facts.add("must-gather empty: the image gathered nothing"
                    + (well
                            ? ", as it does when its account may not read MTV's objects (ClusterRole " + GatherPod.ROLE
                                    + " of config/rbac/must-gather.yaml)"
                            : ""));
            return told(facts, Optional.empty());
        }
        return told(facts, packed(folder, archive, facts));
    }

    /** Of an earlier run. */
    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** @return empty when it is too large for a report */
    private static Optional<Path> packed(Path folder, Path archive, List<String> facts) throws IOException {
        FolderArchive.write(folder, archive);
        long bytes = Files.size(archive);
        boolean fits = bytes <= MOST_ATTACHED;
        facts.add("archive: " + archive.getFileName() + ", " + Size.words(bytes)
                + (fits
                        ? ""
                        : "; kept on disk only, as the report takes no archive above " + Size.words(MOST_ATTACHED)));
        return Optional.of(archive).filter(any -> fits);
    }

    private static Gathered told(List<String> facts, Optional<Path> archive) {
        return new Gathered(String.join(System.lineSeparator(), facts) + System.lineSeparator(), archive);
    }
}
