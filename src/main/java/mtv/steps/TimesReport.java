package mtv.steps;

import io.qameta.allure.Allure;
import mtv.check.Report;
import mtv.check.compare.Finding;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.VmFacts;
import mtv.check.run.Downtime;
import mtv.scale.ScaleFile;
import mtv.scale.ScaleTable;
import mtv.scale.VmTimes;
import mtv.steps.migrate.MigrationOutcome;
import mtv.timeline.Timeline;
import mtv.timeline.Timeline.Outage;
import mtv.timeline.TimelinePicture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes into the report when each VM was at which step, when nobody could use it, and how long all of that took; the
 * last also into a file, by which two runs are compared.
 */
final class TimesReport {

    /** The system property that names the folder of tables. */
    private static final String FOLDER = "mtv.scale";

    private static final Logger LOG = LogManager.getLogger();

    private final MigrationOutcome outcome;
    private final MigrationFacts facts;

    TimesReport(MigrationOutcome outcome, MigrationFacts facts) {
        this.outcome = outcome;
        this.facts = facts;
    }

    /** @param run tells its file from those of other runs */
    void writeTable(String run, String scenario, String destination, Report report) {
        try {
            ScaleTable table = new ScaleTable(
                    scenario,
                    destination,
                    facts.vms().stream().map(TimesReport::times).toList(),
                    report.differences().stream()
                            .collect(Collectors.groupingBy(Finding::check, Collectors.counting())));
            Allure.addAttachment("Times and throughput", "text/csv", ScaleFile.text(table), ".csv");
            ScaleFile.add(Path.of(System.getProperty(FOLDER, "target/scale")).resolve(run + ".csv"), table);
        } catch (IOException | RuntimeException e) { // as below
            LOG.warn("The times of the migration cannot be written: {}", e.toString());
        }
    }

    private static VmTimes times(VmFacts vm) {
        return VmTimes.of(vm.recorded(), Downtime.of(vm).length().value().filter(length -> !length.isNegative()));
    }

    void draw() {
        try {
            Timeline timeline = Timeline.of(facts.run().vms(), outcome.warm().map(warm -> warm.cutover()), outages());
            if (!timeline.lanes().isEmpty()) {
                Allure.addAttachment(
                        "Timeline with downtimes", "image/svg+xml", new TimelinePicture(timeline).svg(), ".svg");
            }
        } catch (RuntimeException e) { // times that make no sense must not hide what was compared
            LOG.warn("The times of the migration cannot be shown: {}", e.toString());
        }
    }

    private Map<String, Outage> outages() {
        return facts.vms().stream()
                .collect(Collectors.toMap(vm -> vm.source().id(), TimesReport::outage, (a, b) -> a))
                .entrySet()
                .stream()
                .flatMap(entry -> entry.getValue().map(outage -> Map.entry(entry.getKey(), outage)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Optional<Outage> outage(VmFacts vm) {
        Downtime downtime = Downtime.of(vm);
        return downtime.off()
                .and(
                        downtime.up(),
                        (from, to) -> new Outage(from, to, vm.expected().maxDowntime()))
                .value();
    }
}
