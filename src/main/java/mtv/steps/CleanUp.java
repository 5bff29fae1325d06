package mtv.steps;

import mtv.await.Stop;
import mtv.cluster.Clusters;
import mtv.ledger.Ledger;
import mtv.ledger.Leftover;
import mtv.model.ApiFailure;
import mtv.record.RecordedConnection;
import mtv.settings.ClusterCredentials;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Removes what a killed run left, from its ledger file: the same undoing as at the end of a run. Takes the same
 * settings as the run did.
 */
public final class CleanUp {

    private static final Logger LOG = LogManager.getLogger();

    private CleanUp() {}

    /** @param args the ledger file */
    public static void main(String[] args) {
        if (args.length != 1) {
            fail("give one ledger file, such as .mtv-ledger/mtv-x7k2p.jsonl");
        }
        try {
            List<Leftover> left = clean(Path.of(args[0]));
            if (!left.isEmpty()) {
                fail(new LeftoverException(left).getMessage());
            }
            LOG.info("Nothing of the run is left");
        } catch (IOException e) {
            fail("cannot read " + args[0] + ": " + ApiFailure.words(e));
        } catch (RuntimeException e) {
            fail(ApiFailure.words(e));
        }
    }

    /**
     * Undoes what the file notes, with the settings of this process.
     *
     * @return what could not be removed; it stays in the file
     */
    public static List<Leftover> clean(Path file) throws IOException {
        Ledger ledger = Ledger.load(file);
        Settings settings = Settings.forCleanUp(SettingsSources.ofThisProcess(SuiteParameters.none()));
        settings.warnings().forEach(LOG::warn);
        if (settings.isSandbox()) {
            throw new IllegalArgumentException("Run " + ledger.runId() + " worked on " + ledger.clusters()
                    + ", but no cluster is given; a sandbox takes everything with it when it ends");
        }
        boolean remote = ledger.clusters().containsKey(ClusterCredentials.Role.REMOTE.id());
        try (Clusters clusters = Clusters.connect(settings.cluster(), remote, Stop.never(), RecordedConnection.PLAIN)) {
            if (!clusters.urls().equals(ledger.clusters())) {
                throw new IllegalArgumentException("Run " + ledger.runId() + " worked on " + ledger.clusters()
                        + ", but the settings lead to " + clusters.urls() + ": nothing was touched");
            }
            LOG.info(
                    "Removing what run {} left: {} entries",
                    ledger.runId(),
                    ledger.open().size());
            return TestBed.teardown(clusters, settings, ledger).run(ledger);
        }
    }

    private static void fail(String message) {
        LOG.error(message);
        LogManager.shutdown();
        Runtime.getRuntime().exit(1);
    }
}
