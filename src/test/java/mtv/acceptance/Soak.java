package mtv.acceptance;

import mtv.acceptance.harness.OutsideSandbox;
import mtv.check.Report;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.clock.SandboxTime;
import mtv.scenario.Scenario;
import mtv.settings.RunSettings;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.awaitility.Awaitility;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Runs scenarios one after the other, each sandbox in a weather of its own that a run gets over: none may end otherwise
 * than in fair weather, leave anything behind, or make this process grow.
 */
final class Soak {

    private static final Logger LOG = LogManager.getLogger();

    private static final List<String> WEATHER = List.of(
            "api-conflict",
            "api-too-many-requests",
            "api-internal-error",
            "api-bad-gateway",
            "api-unavailable",
            "api-resets",
            "api-resets-in-body",
            "watch-closed",
            "watch-reset",
            "watch-gone",
            "watch-refused-gone",
            "watch-repeats",
            "watch-late");

    private static final List<String> SCENARIOS = List.of("test_cold_remote_ocp", "test_warm_remote_ocp");
    private static final double TIME_SCALE = 1000;
    private static final int RUNS_OF_A_SANDBOX = 5;
    private static final int MOST_AT_ONCE = 3;

    /** So many sandboxes load all classes and fill all caches. */
    private static final int WARM_UP = 3;

    private final Random random;
    private final List<String> problems = new ArrayList<>();
    private final List<Footprint> footprints = new ArrayList<>();

    /** What this process, with its sandbox closed, holds. */
    private record Footprint(int threads, long heapMib, int descriptors) {

        static Footprint now() {
            System.gc();
            Runtime jvm = Runtime.getRuntime();
            String[] open = new File("/proc/self/fd").list();
            return new Footprint(
                    Thread.getAllStackTraces().size(),
                    (jvm.totalMemory() - jvm.freeMemory()) / (1024 * 1024),
                    open == null ? 0 : open.length);
        }

        @Override
        public String toString() {
            return threads + " threads, " + heapMib + " MiB of heap, " + descriptors + " descriptors";
        }
    }

    private Soak(long seed) {
        this.random = new Random(seed);
    }

    /** @param args how many runs, else 300; the seed of an earlier soak, else any */
    public static void main(String[] args) throws Exception {
        int runs = args.length < 1 ? 300 : Integer.parseInt(args[0]);
        long seed = args.length < 2 ? System.nanoTime() : Long.parseLong(args[1]);
        LOG.info("Soak of {} runs, seed {}", runs, seed);
        Configurator.setAllLevels("", Level.FATAL);
        Configurator.setLevel(Soak.class.getName(), Level.INFO);
        Soak soak = new Soak(seed);
        for (int done = 0; done < runs; done += RUNS_OF_A_SANDBOX) {
            soak.sandbox(done, Math.min(RUNS_OF_A_SANDBOX, runs - done));
            LOG.info(
                    "{} of {} runs, {} problems", Math.min(runs, done + RUNS_OF_A_SANDBOX), runs, soak.problems.size());
        }
        Configurator.setAllLevels("", Level.INFO);
        soak.growth();
        LOG.info(
                "{} runs, {} problems{}",
                runs,
                soak.problems.size(),
                String.join(
                        "",
                        soak.problems.stream()
                                .map(p -> System.lineSeparator() + "  " + p)
                                .toList()));
        LogManager.shutdown();
        Runtime.getRuntime().exit(soak.problems.isEmpty() ? 0 : 1);
    }

    private void sandbox(int first, int runs) throws Exception {
        Set<String> weather = new HashSet<>();
        int faults = 1 + random.nextInt(MOST_AT_ONCE);
        for (int i = 0; i < faults; i++) {
            weather.add(WEATHER.get(random.nextInt(WEATHER.size())));
        }
        try (OutsideSandbox sandbox = new OutsideSandbox(new SandboxConfig(TIME_SCALE, random.nextInt(), weather))) {
            for (int run = first; run < first + runs; run++) {
                String scenario = SCENARIOS.get(random.nextInt(SCENARIOS.size()));
                String destination = random.nextBoolean() ? "local" : "remote";
                Map<String, Object> before = state(sandbox);
                String what = String.format(Locale.ROOT, "run %d, %s, %s, %s", run, scenario, destination, weather);
                run(sandbox, scenario, destination, what);
                Map<String, Object> after = state(sandbox);
                if (!Objects.equals(before, after)) {
                    problems.add(what + ": was " + before + ", is " + after);
                }
            }
        }
        footprints.add(Footprint.now());
    }

    /** Whoever looks is in the same weather. */
    private static Map<String, Object> state(OutsideSandbox sandbox) {
        return Awaitility.await("a look at the sandbox")
                .atMost(SandboxTime.HANG)
                .ignoreExceptions()
                .until(sandbox::state, Objects::nonNull);
    }

    private void run(OutsideSandbox sandbox, String scenario, String destination, String what) {
        Map<String, String> given = new HashMap<>(sandbox.settings());
        given.put("source_provider", "vsphere-sandbox");
        try (TestBed bed = TestBed.prepare(
                Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none())), destination)) {
            Report report = migrate(bed.open(), scenario);
            report.differences().forEach(difference -> problems.add(what + ": " + difference));
        } catch (RuntimeException e) {
            problems.add(what + ": " + e);
        }
    }

    private static Report migrate(OpenTestBed bed, String name) {
        RunSettings times = bed.settings().run();
        Scenario scenario = bed.scenario(name);
        if (scenario.warm()) {
            bed.precopyInterval().hold(times.snapshotsInterval());
        }
        try {
            MigrationSteps steps = bed.migration(scenario, times);
            return steps.checkVms(
                    steps.executeMigration(steps.createPlan(steps.createStorageMap(), steps.createNetworkMap())));
        } finally {
            if (scenario.warm()) {
                bed.precopyInterval().release();
            }
        }
    }

    /** The last sandboxes are compared with the first ones that found everything loaded. */
    private void growth() {
        footprints.forEach(footprint -> LOG.info("{}", footprint));
        if (footprints.size() <= 2 * WARM_UP) {
            return;
        }
        Footprint begin = least(footprints.subList(WARM_UP, 2 * WARM_UP));
        Footprint end = least(footprints.subList(footprints.size() - WARM_UP, footprints.size()));
        LOG.info("From {} to {}", begin, end);
        if (end.threads() > begin.threads() + 5
                || end.heapMib() > 1.25 * begin.heapMib() + 5
                || end.descriptors() > begin.descriptors() + 10) {
            problems.add("this process has grown from " + begin + " to " + end);
        }
    }

    private static Footprint least(List<Footprint> some) {
        return new Footprint(
                some.stream().mapToInt(Footprint::threads).min().orElseThrow(),
                some.stream().mapToLong(Footprint::heapMib).min().orElseThrow(),
                some.stream().mapToInt(Footprint::descriptors).min().orElseThrow());
    }
}
