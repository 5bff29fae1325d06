package mtv.acceptance;

import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.ITestResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cost of the suite: seconds of the remote suite by Surefire's own figure, which the same command has just
 * measured, and API requests of the cold remote scenario, which must not grow with the duration of the migration.
 */
public final class Benchmark {

    private static final Logger LOG = LogManager.getLogger();
    private static final Path SUREFIRE = Path.of("target", "surefire-reports", "TEST-TestSuite.xml");
    private static final Pattern FIGURE =
            Pattern.compile("<testsuite [^>]*time=\"(?<seconds>[0-9.,]+)\" tests=\"(?<tests>\\d+)\"");

    /** Slow enough for the simulated durations to outweigh what the simulation itself costs. */
    private static final double TIME_SCALE = 100;

    private static final int SLOWER = 10;

    private Benchmark() {}

    public static void main(String[] args) throws IOException {
        Matcher remote = FIGURE.matcher(Files.readString(SUREFIRE));
        if (!remote.find()) {
            throw new IllegalStateException(SUREFIRE + " has no figure; run the whole command of the page of figures");
        }
        Cost normal = coldRemote(TIME_SCALE);
        Cost slow = coldRemote(TIME_SCALE / SLOWER);
        report("remote suite, by Surefire: %s s, %s tests", remote.group("seconds"), remote.group("tests"));
        report("cold remote, 2 VMs: %d API requests, migration %.2f s", normal.requests(), normal.migration());
        report(
                "the same, clock %d times slower: %d API requests (ratio %.2f), migration %.2f s (ratio %.1f)",
                SLOWER,
                slow.requests(),
                slow.requests() / (double) normal.requests(),
                slow.migration(),
                slow.migration() / normal.migration());
    }

    private static Cost coldRemote(double timeScale) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(timeScale)) {
            SuiteRun run = GivenSettings.during(
                    sandbox.settings(),
                    () -> SuiteRun.of(
                            "testng-remote.xml",
                            Map.of(),
                            test -> test.getName().startsWith("Cold")));
            requireGreen(run);
            double migration = run.links().stream()
                    .filter(link -> link.getMethod().getMethodName().equals("executeMigration"))
                    .mapToLong(link -> link.getEndMillis() - link.getStartMillis())
                    .sum();
            return new Cost(sandbox.requests(), migration / 1000);
        }
    }

    private static void requireGreen(SuiteRun run) {
        if (run.links(ITestResult.SUCCESS).size() != run.links().size()) {
            throw new IllegalStateException("not green, so there is nothing to measure: " + run.messages());
        }
    }

    private static void report(String text, Object... values) {
        LOG.info(String.format(Locale.ROOT, text, values));
    }

    /** @param migration seconds of executeMigration */
    private record Cost(long requests, double migration) {}
}
