package mtv.steps.migrate;

import io.qameta.allure.Allure;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import mtv.await.Durations;
import mtv.model.VmStatus;
import mtv.timeline.Timeline;
import mtv.timeline.Timeline.Lane;
import mtv.timeline.Timeline.Span;
import mtv.timeline.TimelinePicture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes into the report what a migration did when: a picture, and a step for each VM with a step for each of its own,
 * at the times of the cluster's clock. It is written of a migration that failed as well.
 */
final class MigrationReport {

    private static final Logger LOG = LogManager.getLogger();

    /** Steps of more VMs nobody reads; the picture has them all. */
    private static final int MOST_VMS = 20;

    private MigrationReport() {}

    /**
     * @param vms in their last states
     * @param cutover that was wanted; empty for a cold migration
     */
    static void write(List<VmStatus> vms, Optional<Instant> cutover) {
        try {
            draw(vms, cutover);
        } catch (RuntimeException e) { // times that make no sense must not hide how the migration ended
            LOG.warn("The migration cannot be drawn: {}", e.toString());
        }
    }

    private static void draw(List<VmStatus> vms, Optional<Instant> cutover) {
        Timeline timeline = Timeline.of(vms, cutover);
        if (timeline.lanes().isEmpty()) {
            return;
        }
        List<StepResult> steps =
                slowest(timeline).stream().map(MigrationReport::step).toList();
        Allure.getLifecycle().updateStep(current -> {
            List<StepResult> all = new ArrayList<>(current.getSteps());
            all.addAll(steps);
            current.setSteps(all);
        });
        Allure.addAttachment("Timeline", "image/svg+xml", new TimelinePicture(timeline).svg(), ".svg");
    }

    /** All in their order, unless there are too many. */
    private static List<Lane> slowest(Timeline timeline) {
        return timeline.lanes().size() <= MOST_VMS
                ? timeline.lanes()
                : timeline.lanes().stream()
                        .sorted(Comparator.comparing(MigrationReport::length).reversed())
                        .limit(MOST_VMS)
                        .toList();
    }

    private static Duration length(Lane lane) {
        return Duration.between(start(lane), end(lane));
    }

    private static Instant start(Lane lane) {
        return lane.spans().get(0).start();
    }

    private static Instant end(Lane lane) {
        return lane.spans().stream()
                .map(Span::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static StepResult step(Lane lane) {
        StepResult vm = step(
                "VM " + lane.vm() + ": " + lane.outcome() + " after " + Durations.words(length(lane)),
                start(lane),
                end(lane));
        return vm.setStatus(lane.outcome().equals("Failed") ? Status.FAILED : Status.PASSED)
                .setSteps(lane.spans().stream().map(MigrationReport::step).toList());
    }

    private static StepResult step(Span span) {
        Duration took = Duration.between(span.start(), span.end());
        return step(span.step() + ": " + Durations.words(took), span.start(), span.end())
                .setStatus(span.failed() ? Status.FAILED : Status.PASSED);
    }

    private static StepResult step(String name, Instant start, Instant end) {
        return new StepResult().setName(name).setStart(start.toEpochMilli()).setStop(end.toEpochMilli());
    }
}
