package mtv.timeline;

import mtv.model.PipelineStep;
import mtv.model.Precopy;
import mtv.model.VmStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The VMs of a migration over time, as MTV recorded them.
 *
 * @param lanes one for each VM that has begun, in MTV's order
 * @param cutover when a warm migration was to be cut over; empty for a cold one
 */
public record Timeline(List<Lane> lanes, Optional<Instant> cutover) {

    /**
     * One VM.
     *
     * @param outcome Succeeded, Failed, Canceled, or Running for one that has not ended
     * @param spans its steps that have begun, in order
     * @param copies the beginnings of the copies of a warm migration
     * @param outage when nobody could use it; empty where that is not known
     */
    public record Lane(String vm, String outcome, List<Span> spans, List<Instant> copies, Optional<Outage> outage) {

        public Lane {
            spans = List.copyOf(spans);
            copies = List.copyOf(copies);
        }

        /** Empty without a step. */
        Optional<Instant> start() {
            return spans.stream().map(Span::start).min(Comparator.naturalOrder());
        }
    }

    /**
     * One step of a VM.
     *
     * @param end when it ended; of a step that has not, the last time that is known of the migration
     */
    public record Span(String step, Instant start, Instant end, boolean failed) {}

    /**
     * The time in which neither the source nor the migrated VM ran.
     *
     * @param most how long it may be at most; empty where nobody says
     */
    public record Outage(Instant from, Instant to, Optional<Duration> most) {

        Duration length() {
            return Duration.between(from, to);
        }

        /** When it becomes too long, whether it lasts until then or not. */
        Optional<Instant> limit() {
            return most.map(from::plus);
        }

        boolean tooLong() {
            return limit().filter(to::isAfter).isPresent();
        }
    }

    public Timeline {
        lanes = List.copyOf(lanes);
    }

    /** @param vms in any state, also of a migration that failed or still runs */
    public static Timeline of(List<VmStatus> vms, Optional<Instant> cutover) {
        return of(vms, cutover, Map.of());
    }

    /** @param outages by the VMs' ids */
    public static Timeline of(List<VmStatus> vms, Optional<Instant> cutover, Map<String, Outage> outages) {
        Instant last = vms.stream()
                .flatMap(Timeline::times)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new Timeline(
                vms.stream()
                        .map(vm -> lane(vm, last, Optional.ofNullable(outages.get(String.valueOf(vm.id())))))
                        .filter(lane -> !lane.spans().isEmpty())
                        .toList(),
                cutover);
    }

    private static Stream<Instant> times(VmStatus vm) {
        return Stream.concat(
                        Stream.of(vm.started(), vm.completed()),
                        vm.steps().stream().flatMap(step -> Stream.of(step.started(), step.completed())))
                .filter(Objects::nonNull);
    }

    private static Lane lane(VmStatus vm, Instant last, Optional<Outage> outage) {
        String outcome = Stream.of("Succeeded", "Failed", "Canceled")
                .filter(vm::has)
                .findFirst()
                .orElse("Running");
        return new Lane(
                String.valueOf(vm.name()),
                outcome,
                vm.steps().stream()
                        .filter(step -> step.started() != null)
                        .map(step -> span(step, last))
                        .toList(),
                vm.warm() == null
                        ? List.of()
                        : vm.warm().copies().stream()
                                .map(Precopy::start)
                                .filter(Objects::nonNull)
                                .toList(),
                outage);
    }

    private static Span span(PipelineStep step, Instant last) {
        Instant end = step.completed() == null ? last : step.completed();
        return new Span(
                String.valueOf(step.name()),
                step.started(),
                end.isBefore(step.started()) ? step.started() : end,
                step.error() != null);
    }

    /** When the first step began; empty without any. */
    Optional<Instant> start() {
        return lanes.stream().flatMap(lane -> lane.start().stream()).min(Comparator.naturalOrder());
    }

    /** When the last step ended, or the last VM was up. */
    Optional<Instant> end() {
        return lanes.stream()
                .flatMap(lane ->
                        Stream.concat(lane.spans().stream().map(Span::end), lane.outage().map(Outage::to).stream()))
                .max(Comparator.naturalOrder());
    }
}
