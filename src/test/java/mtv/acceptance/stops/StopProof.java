package mtv.acceptance.stops;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteProcess;
import mtv.cluster.Cluster;
import mtv.model.RunLabel;
import mtv.steps.CleanUp;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops runs at random moments, by SIGTERM and by SIGKILL with the clean-up command behind it, and compares the cluster
 * and the source with what they were before. Fails when anything is left or changed, or a foreign object is touched.
 *
 * <p>Arguments: how many runs for each signal (20), and the seed of the moments (of the clock).
 */
public final class StopProof {

    private static final Logger LOG = LogManager.getLogger();

    /** The suite in which everything is made that a run can make: copies, a warm interval, a destination's Secret. */
    private static final String SUITE = "testng-remote.xml";

    private static final String TERM = "SIGTERM";
    private static final String KILL = "SIGKILL";
    private static final long LONGEST_SECONDS = 180;

    private final OutsideSandbox sandbox;
    private final Random random;
    private final Map<String, Object> before;
    private long wholeRunMillis;
    private int bad;

    private StopProof(OutsideSandbox sandbox, long seed) {
        this.sandbox = sandbox;
        this.random = new Random(seed);
        createForeign();
        this.before = state();
    }

    public static void main(String[] args) throws Exception {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        LOG.info("{} runs for each signal, seed {}", runs, seed);
        int bad;
        try (OutsideSandbox sandbox = new OutsideSandbox(1000)) {
            StopProof proof = new StopProof(sandbox, seed);
            proof.measure();
            for (int run = 1; run <= runs; run++) {
                proof.stop(run, TERM);
                proof.stop(run, KILL);
            }
            bad = proof.bad;
        }
        LOG.info("{} of {} stopped runs left something behind", bad, 2 * runs);
        if (bad > 0) {
            System.exit(1);
        }
    }

    /** A run that nobody stops, so that the moments are spread over all of it. */
    private void measure() throws Exception {
        long start = System.nanoTime();
        Path console = Scratch.file("console", ".txt");
        Process run = SuiteProcess.start(SUITE, sandbox.settings(), console);
        boolean ended = run.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        wholeRunMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (!ended || run.exitValue() != 0 || !state().equals(before)) {
            run.destroyForcibly();
            throw new IllegalStateException("A run that nobody stops is not green, or leaves something: " + console);
        }
        LOG.info("A run that nobody stops takes {} ms", wholeRunMillis);
    }

    private void stop(int number, String signal) throws Exception {
        Path console = Scratch.file("console", ".txt");
        Process run;
        long moment;
        do {
            moment = (long) (random.nextDouble() * wholeRunMillis);
            run = SuiteProcess.start(SUITE, sandbox.settings(), console);
        } while (run.waitFor(moment, TimeUnit.MILLISECONDS));
        long sent = System.nanoTime();
        if (signal.equals(KILL)) {
            run.destroyForcibly();
        } else {
            run.destroy();
        }
        boolean ended = run.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        int code = signal.equals(KILL) ? cleanUp() : 0;
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
        Map<String, Object> after = state();
        boolean clean = ended && code == 0 && after.equals(before);
        LOG.info(
                "{} {} after {} ms: {} within {} ms",
                signal,
                number,
                moment,
                clean ? "nothing is left" : "LEFT " + differences(after) + ", see " + console.toAbsolutePath(),
                took);
        if (clean) {
            Files.delete(console);
        } else {
            bad++;
            run.destroyForcibly();
        }
    }

    private int cleanUp() throws IOException {
        AtomicInteger code = new AtomicInteger();
        GivenSettings.during(sandbox.settings(), () -> {
            code.set(CleanUp.run("--all"));
            return null;
        });
        return code.get();
    }

    /** All that runs may leave or change, and the ledgers of those that did. */
    private Map<String, Object> state() {
        Map<String, Object> state = new TreeMap<>(sandbox.state());
        state.putAll(sandbox.migrated());
        try (Cluster hub = sandbox.connect()) {
            state.put(
                    "foreign",
                    hub.client().resource(foreign()).get().getMetadata().getResourceVersion());
        }
        state.put("ledgers", ledgers());
        return state;
    }

    private long ledgers() {
        return sandbox.ledgers().size();
    }

    private Map<String, Object> differences(Map<String, Object> after) {
        Map<String, Object> differences = new HashMap<>(after);
        differences.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        return differences;
    }

    /** Of another run, which may still need it. */
    private static ConfigMap foreign() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("of-another-run")
                .withNamespace("default")
                .addToLabels(RunLabel.KEY, "mtv-other")
                .endMetadata()
                .build();
    }

    private void createForeign() {
        try (Cluster hub = sandbox.connect()) {
            hub.client().resource(foreign()).create();
        }
    }
}
