package mtv.steps;

import io.qameta.allure.Allure;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.VmFacts;
import mtv.check.run.Downtime;
import mtv.steps.migrate.MigrationOutcome;
import mtv.timeline.Timeline;
import mtv.timeline.Timeline.Outage;
import mtv.timeline.TimelinePicture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes into the report when each VM was at which step, and when nobody could use it. */
final class TimesReport {

    private static final Logger LOG = LogManager.getLogger();

    private TimesReport() {}

    static void write(MigrationOutcome outcome, MigrationFacts facts) {
        try {
            Timeline timeline =
                    Timeline.of(facts.run().vms(), outcome.warm().map(warm -> warm.cutover()), outages(facts));
            if (!timeline.lanes().isEmpty()) {
                Allure.addAttachment(
                        "Timeline with downtimes", "image/svg+xml", new TimelinePicture(timeline).svg(), ".svg");
            }
        } catch (RuntimeException e) { // times that make no sense must not hide what was compared
            LOG.warn("The times of the migration cannot be shown: {}", e.toString());
        }
    }

    private static Map<String, Outage> outages(MigrationFacts facts) {
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
