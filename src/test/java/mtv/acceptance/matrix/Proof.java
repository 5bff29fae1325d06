package mtv.acceptance.matrix;

import mtv.await.Durations;
import mtv.check.Report;
import mtv.check.compare.Finding;
import mtv.evidence.Evidence;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.StorageMap;
import mtv.settings.RunSettings;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.migrate.ExecutedMigration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Carries out one row of the matrix: the links of a chain, up to the one that fails. */
final class Proof {

    private static final Logger LOG = LogManager.getLogger();

    private final MatrixRow row;
    private final MatrixSandbox stage;
    private final Set<String> fired = new TreeSet<>();
    private final List<String> messages = new ArrayList<>();
    private List<Finding> differences = List.of();
    private Link link = Link.open;
    private Optional<MigrationSteps> begun = Optional.empty();
    private String cause = "";

    public Proof(MatrixRow row, MatrixSandbox stage) {
        this.row = row;
        this.stage = stage;
    }

    public Outcome run() {
        long start = System.nanoTime();
        try {
            MatrixSandbox.Bed bed = stage.bed(row);
            try {
                migrate(bed.open());
            } catch (Exception e) {
                failed(e);
                cause = cause();
            }
            if (row.ownBed()) {
                link = Link.close;
                bed.run().close();
            }
        } catch (Exception e) {
            failed(e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String message = String.join(System.lineSeparator(), messages);
        Outcome outcome = new Outcome(row, fired, message, cause, differences, stage.silent(row));
        LOG.info("{} took {}, {}", row.id(), Durations.words(took), outcome.verdict());
        return outcome;
    }

    /** Empty when the evidence does not tell it, or cannot be collected: what is open is to be closed all the same. */
    private String cause() {
        try {
            return begun.map(MigrationSteps::evidence)
                    .map(files -> files.get(Evidence.CAUSE))
                    .orElse("");
        } catch (RuntimeException e) {
            LOG.warn("There is no evidence of {}", row.id(), e);
            return "";
        }
    }

    private void failed(Exception why) {
        fired.add(link.name());
        messages.add(String.valueOf(why.getMessage()));
    }

    private void migrate(OpenTestBed bed) {
        link = Link.prepare;
        RunSettings times = bed.settings().run();
        if (row.warm()) {
            bed.precopyInterval().hold(times.snapshotsInterval());
        }
        try {
            follow(bed.migration(bed.scenario(row.id()), times));
        } finally {
            if (row.warm()) {
                bed.precopyInterval().release();
            }
        }
    }

    private void follow(MigrationSteps steps) {
        begun = Optional.of(steps);
        link = Link.createStorageMap;
        StorageMap storageMap = steps.createStorageMap();
        link = Link.createNetworkMap;
        NetworkMap networkMap = steps.createNetworkMap();
        link = Link.createPlan;
        Plan plan = steps.createPlan(storageMap, networkMap);
        link = Link.executeMigration;
        ExecutedMigration executed = steps.executeMigration(plan);
        link = Link.checkVms;
        Report report = steps.checkVms(executed);
        differences = report.differences();
        differences.forEach(difference -> fired.add(difference.check()));
        if (!differences.isEmpty()) {
            messages.add(report.describe());
        }
    }
}
