package mtv.steps;

import mtv.await.Stop;
import mtv.cluster.Clusters;
import mtv.ledger.Entry;
import mtv.ledger.Ledger;
import mtv.ledger.Leftover;
import mtv.ledger.Teardown;
import mtv.model.ApiFailure;
import mtv.record.RecordedConnection;
import mtv.settings.ClusterCredentials;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Removes what killed runs left: the same undoing as at the end of a run, with the same settings. What cannot be
 * removed stays in the ledger, so that the command can be given again.
 */
@Command(
        name = "clean-up",
        usageHelpAutoWidth = true,
        description = "Removes what a killed run left on its clusters and its source; takes the settings of the run.")
public final class CleanUp implements Callable<Integer> {

    private static final Logger LOG = LogManager.getLogger();

    /** Of a label's value, and of a file's name. */
    private static final String RUN_ID = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and remove nothing.")
    private boolean help;

    @ArgGroup(multiplicity = "1")
    private Runs runs;

    @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing.")
    private boolean dryRun;

    /** Which runs are meant. */
    private static final class Runs {

        @Parameters(arity = "1", paramLabel = "FILE", description = "Ledger of the run: .mtv-ledger/mtv-x7k2p.jsonl.")
        private Path file;

        @Option(names = "--all", description = "Every run whose ledger is in ledger_path and that goes on no more.")
        private boolean all;

        @Option(
                names = "--run",
                paramLabel = "ID",
                description = "A run without its ledger: what has the label mtv-e2e/run=ID is searched for on the"
                        + " clusters. Copies of VMs on the source have no label, and stay.")
        private String id;
    }

    public static void main(String[] args) {
        int code = run(args);
        if (code != 0) {
            LogManager.shutdown();
            Runtime.getRuntime().exit(code);
        }
    }

    /** @return exit code of the command */
    public static int run(String... args) {
        return new CommandLine(new CleanUp()).execute(args);
    }

    @Override
    public Integer call() {
        List<String> failures = new ArrayList<>();
        try {
            if (runs.id != null) {
                cleanFound(runs.id, failures);
            } else {
                for (Path file : runs.all ? Ledger.in(given().ledgers()) : List.of(runs.file)) {
                    cleanFile(file, failures);
                }
            }
        } catch (IOException | RuntimeException e) {
            failures.add(ApiFailure.words(e));
        }
        failures.forEach(LOG::error);
        if (failures.isEmpty() && !dryRun) {
            LOG.info("Nothing is left");
        }
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** What is wrong with one of several ledgers keeps none of the others. */
    private void cleanFile(Path file, List<String> failures) {
        try {
            require(clean(file, dryRun), failures);
        } catch (OtherRunException e) {
            if (runs.all) {
                LOG.warn(e.getMessage());
            } else {
                failures.add(e.getMessage());
            }
        } catch (NoSuchFileException e) {
            if (runs.all) {
                LOG.debug("{} is gone: its run has just ended, and left nothing", file);
            } else {
                failures.add("there is no file " + file);
            }
        } catch (IOException e) {
            failures.add("cannot read " + file + ": " + ApiFailure.words(e));
        } catch (RuntimeException e) {
            failures.add(ApiFailure.words(e));
        }
    }

    private static void require(List<Leftover> left, List<String> failures) {
        if (!left.isEmpty()) {
            failures.add(new LeftoverException(left).getMessage());
        }
    }

    /**
     * Undoes what the file notes, with the settings of this process.
     *
     * @return what could not be removed; it stays in the file
     */
    public static List<Leftover> clean(Path file) throws IOException {
        return clean(file, false);
    }

    private static List<Leftover> clean(Path file, boolean dryRun) throws IOException {
        try (Ledger ledger = Ledger.load(file)) {
            requireEnded(ledger);
            Settings settings = settings("Run " + ledger.runId() + " worked on " + ledger.clusters());
            boolean remote = ledger.clusters().containsKey(ClusterCredentials.Role.REMOTE.id());
            try (Clusters clusters = connect(settings, remote)) {
                return undo(ledger, clusters, settings, dryRun);
            }
        }
    }

    /** The ledger is made of what is found, unless there is one. */
    private void cleanFound(String id, List<String> failures) throws IOException {
        if (!id.matches(RUN_ID)) {
            throw new IllegalArgumentException("--run " + id + " is no id of a run; expected one such as mtv-x7k2p");
        }
        Settings settings = settings("Run " + id + " is to be searched for");
        Path file = settings.ledgers().resolve(id + ".jsonl");
        boolean known = Files.exists(file);
        try (Clusters clusters = connect(settings, settings.cluster().remote().isPresent());
                Ledger ledger = known ? Ledger.load(file) : Ledger.create(settings.ledgers(), id, clusters.urls())) {
            requireEnded(ledger);
            new RunSearch(clusters, ledger).run();
            require(undo(ledger, clusters, settings, dryRun), failures);
            if (dryRun && !known) {
                ledger.delete();
            }
        }
    }

    private static void requireEnded(Ledger ledger) {
        if (!ledger.tryLock()) {
            throw new OtherRunException("Run " + ledger.runId()
                    + " goes on in another process, or is cleaned up by it: nothing of it was touched");
        }
    }

    private static Settings settings(String about) {
        Settings settings = given();
        settings.warnings().forEach(LOG::warn);
        if (settings.isSandbox()) {
            throw new IllegalArgumentException(
                    about + ", but no cluster is given; a sandbox takes everything with it when it ends");
        }
        return settings;
    }

    private static Settings given() {
        return Settings.forCleanUp(SettingsSources.ofThisProcess(SuiteParameters.none()));
    }

    private static Clusters connect(Settings settings, boolean remote) {
        return Clusters.connect(settings.cluster(), remote, Stop.never(), RecordedConnection.PLAIN);
    }

    private static List<Leftover> undo(Ledger ledger, Clusters clusters, Settings settings, boolean dryRun) {
        if (!clusters.urls().equals(ledger.clusters())) {
            throw new OtherRunException("Run " + ledger.runId() + " worked on " + ledger.clusters()
                    + ", but the settings lead to " + clusters.urls() + ": nothing was touched");
        }
        Teardown teardown = TestBed.teardown(clusters, settings, ledger);
        if (dryRun) {
            List<Entry> there = teardown.preview(ledger);
            LOG.info("Run {}: {} entries would be undone", ledger.runId(), there.size());
            there.forEach(entry -> LOG.info("would undo {}", entry.describe()));
            return List.of();
        }
        LOG.info(
                "Removing what run {} left: {} entries",
                ledger.runId(),
                ledger.open().size());
        return teardown.run(ledger);
    }

    /** A run that may not be undone now, or not with these settings. */
    private static final class OtherRunException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        OtherRunException(String message) {
            super(message);
        }
    }
}
