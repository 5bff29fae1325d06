package mtv.scale;

import mtv.model.PipelineStep;
import mtv.model.Precopy;
import mtv.model.VmStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How long the migration of one VM took.
 *
 * @param steps by name, those that have a start and an end
 * @param mib of its disks; 0 when MTV does not tell
 * @param copying how long it took to copy all of that once
 * @param downtime empty when it is not known
 */
public record VmTimes(
        Map<String, Duration> steps,
        Optional<Duration> whole,
        long mib,
        Optional<Duration> copying,
        Optional<Duration> downtime) {

    private static final String TRANSFER = "DiskTransfer";

    public static VmTimes of(VmStatus vm, Optional<Duration> downtime) {
        Map<String, Duration> steps = new LinkedHashMap<>();
        vm.steps()
                .forEach(step -> between(step.started(), step.completed())
                        .ifPresent(took -> steps.put(String.valueOf(step.name()), took)));
        Optional<PipelineStep> transfer = vm.steps().stream()
                .filter(step -> String.valueOf(step.name()).startsWith(TRANSFER) && step.progress() != null)
                .findFirst();
        return new VmTimes(
                steps,
                between(vm.started(), vm.completed()),
                transfer.map(step -> step.progress().total()).orElse(0L),
                transfer.flatMap(step -> between(step.started(), firstEnd(vm).orElse(step.completed()))),
                downtime);
    }

    /** Of the first copy of a warm migration, which is that of the whole disks. */
    private static Optional<Instant> firstEnd(VmStatus vm) {
        return vm.warm() == null
                ? Optional.empty()
                : vm.warm().copies().stream()
                        .map(Precopy::end)
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    private static Optional<Duration> between(Instant start, Instant end) {
        return start == null || end == null || end.isBefore(start)
                ? Optional.empty()
                : Optional.of(Duration.between(start, end));
    }

    /** In MiB for each second; empty when it took no time that could be measured. */
    Optional<Double> rate() {
        return copying.filter(took -> mib > 0 && !took.isZero()).map(took -> mib / (took.toMillis() / 1000.0));
    }
}
