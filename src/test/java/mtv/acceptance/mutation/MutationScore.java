package mtv.acceptance.mutation;

import mtv.acceptance.mutation.Judged.Verdict;
import mtv.check.Report;
import mtv.steps.CollectedMigration;
import mtv.steps.EditedAnswers;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Measures how much of what could be wrong the comparison notices: every mutation of what the suite reads of clean
 * migrations, one at a time.
 */
final class MutationScore {

    private static final Logger LOG = LogManager.getLogger();
    private static final Path TABLE = Path.of("target", "mutation-score.txt");
    private static final int AT_ONCE = 2;

    private final long seed;
    private final Map<String, List<Judged>> judged = new TreeMap<>();
    private final Map<String, Report> unclean = new TreeMap<>();

    private MutationScore(long seed) {
        this.seed = seed;
    }

    /**
     * Fails when something is missed that no row of {@code gaps.json} names.
     *
     * @param args the seed of an earlier run, else any; then ids of migrations, to mutate only these
     */
    public static void main(String[] args) throws Exception {
        boolean seeded = args.length > 0 && args[0].matches("-?\\d+");
        List<String> only = Arrays.asList(args).subList(seeded ? 1 : 0, args.length);
        MutationScore score = new MutationScore(seeded ? Long.parseLong(args[0]) : System.nanoTime());
        LOG.info("Mutations of seed {}", score.seed);
        Configurator.setAllLevels("", Level.ERROR);
        for (CleanMigration row : CleanMigration.all()) {
            if (only.isEmpty() || only.contains(row.id())) {
                score.add(row);
            }
        }
        Configurator.setAllLevels("", Level.INFO);
        LOG.info("{}", score.describe());
        LogManager.shutdown();
        Runtime.getRuntime().exit(score.isAsKnown() ? 0 : 1);
    }

    private void add(CleanMigration row) throws Exception {
        CollectedMigration migration = row.collect();
        if (!migration.report().differences().isEmpty()) {
            unclean.put(row.id(), migration.report());
            return;
        }
        judged.put(row.id(), judge(migration, sample(Mutations.of(migration, seed), seed, Integer.MAX_VALUE)));
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, describe());
    }

    /** Whether all migrations were clean, and nothing was missed but what is known to be. */
    private boolean isAsKnown() throws IOException {
        List<Gap> gaps = Gap.all();
        return unclean.isEmpty()
                && judged.values().stream()
                        .flatMap(Collection::stream)
                        .filter(each -> each.is(Verdict.MISSED) || each.is(Verdict.CRASHED))
                        .allMatch(each -> gaps.stream().anyMatch(gap -> gap.isFor(each.mutation())));
    }

    /** Some of these, or so many as the system property {@code mutation.sample} says. */
    static List<Mutation> sample(List<Mutation> all, long seed, int usual) {
        List<Mutation> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(shuffled.size(), Integer.getInteger("mutation.sample", usual)));
    }

    /**
     * Compares with one mutation after the other.
     *
     * @throws IllegalStateException when there is a difference without any
     */
    static List<Judged> judge(CollectedMigration migration, Collection<Mutation> mutations)
            throws IOException, InterruptedException {
        FreeMutations free = FreeMutations.of(migration);
        Queue<Mutation> left = new ConcurrentLinkedQueue<>(mutations);
        Queue<Judged> done = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Void>> workers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                workers.add(() -> {
                    work(migration, free, left, done);
                    return null;
                });
            }
            for (Future<Void> worker : threads.invokeAll(workers)) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return List.copyOf(done);
    }

    private static void work(CollectedMigration migration, FreeMutations free, Queue<Mutation> left, Queue<Judged> done)
            throws IOException {
        try (CollectedMigration.Session session = migration.play(EditedAnswers.NONE, CollectedMigration.SHORTLY)) {
            Report clean = session.compare(EditedAnswers.NONE);
            if (!clean.differences().isEmpty()
                    || !clean.counts().equals(migration.report().counts())) {
                throw new IllegalStateException("Without a mutation: " + clean.counts() + " instead of "
                        + migration.report().counts() + "; " + clean.describe());
            }
            for (Mutation next = left.poll(); next != null; next = left.poll()) {
                done.add(judge(session, next, free));
            }
        }
    }

    private static Judged judge(CollectedMigration.Session session, Mutation mutation, FreeMutations free) {
        try {
            return Judged.by(session.compare(mutation), mutation, free);
        } catch (RuntimeException e) {
            return Judged.broken(mutation, e);
        }
    }

    private String describe() {
        StringBuilder text =
                new StringBuilder("Mutations of seed " + seed + ", caught of all but those that are free:");
        unclean.forEach((migration, report) -> text.append(System.lineSeparator())
                .append(migration)
                .append(" is not mutated: ")
                .append(report.describe()));
        judged.forEach((migration, all) -> text.append(line(migration + " ", all)));
        List<Judged> all = judged.values().stream().flatMap(Collection::stream).toList();
        Map<String, List<Judged>> kinds = new TreeMap<>(all.stream()
                .collect(Collectors.groupingBy(each -> each.mutation().object().kind())));
        kinds.forEach((kind, of) -> text.append(line("  " + kind, of)));
        text.append(line("all", all));
        text.append(list("Missed", all, each -> each.is(Verdict.MISSED)));
        text.append(list("Ended by an exception that nobody had foreseen", all, each -> each.is(Verdict.CRASHED)));
        return text.toString();
    }

    private static String line(String what, List<Judged> all) {
        long caught = all.stream().filter(each -> each.is(Verdict.CAUGHT)).count();
        long free = all.stream().filter(each -> each.is(Verdict.FREE)).count();
        long others = all.size() - free;
        return String.format(
                Locale.ROOT,
                "%n%-40s %5d / %5d  %5.1f %%  %5d free",
                what,
                caught,
                others,
                100.0 * caught / others,
                free);
    }

    /** One line for each path, with how it was mutated and how often. */
    private static String list(String title, List<Judged> all, Predicate<Judged> wanted) {
        Map<String, Map<String, Integer>> paths = new TreeMap<>();
        all.stream()
                .filter(wanted)
                .forEach(each -> paths.computeIfAbsent(
                                each.mutation().object().kind() + " "
                                        + each.mutation().pattern(),
                                any -> new TreeMap<>())
                        .merge(
                                each.mutation().how() + (each.is(Verdict.CRASHED) ? " " + each.failure() : ""),
                                1,
                                Integer::sum));
        StringBuilder text = new StringBuilder(System.lineSeparator() + title + ", " + paths.size() + " paths:");
        paths.forEach((path, how) -> text.append(System.lineSeparator())
                .append("  ")
                .append(path)
                .append("  ")
                .append(how));
        return text.toString();
    }
}
