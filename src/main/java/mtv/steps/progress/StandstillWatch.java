package mtv.steps.progress;

import mtv.await.Durations;
import mtv.model.Migration;
import mtv.model.PipelineStep;
import mtv.model.PipelineTask;
import mtv.model.Precopy;
import mtv.model.VmStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notices VMs of which neither phase nor progress changes for a long time, and says what they are at. A VM that waits
 * for its turn, for its next copy or for the cutover does not stand still. It is told again after twice the time.
 */
final class StandstillWatch {

    /** Conversions of large guests are silent for minutes. */
    static final Duration LIMIT = Duration.ofMinutes(10);

    private static final String PAUSED = "CopyingPaused";

    private final Map<String, Standing> standing = new HashMap<>();

    /**
     * @param state what counts of it
     * @param since real time, of this machine
     * @param next after which time it is told
     */
    private record Standing(VmStatus vm, List<Object> state, Instant since, Duration next) {}

    synchronized void saw(Migration migration, Instant now) {
        vms(migration).forEach(vm -> {
            Standing before = standing.get(vm.id());
            if (before != null && before.vm().equals(vm)) {
                return;
            }
            List<Object> state = state(vm);
            standing.put(
                    vm.id(),
                    before != null && before.state().equals(state)
                            ? new Standing(vm, state, before.since(), before.next())
                            : new Standing(vm, state, now, LIMIT.plus(pause(vm))));
        });
    }

    private static Stream<VmStatus> vms(Migration migration) {
        return migration.getStatus() == null || migration.getStatus().vms() == null
                ? Stream.of()
                : migration.getStatus().vms().stream().filter(Objects::nonNull);
    }

    private static List<Object> state(VmStatus vm) {
        List<Object> state = new ArrayList<>();
        state.add(String.valueOf(vm.phase()));
        state.add(vm.warm() == null ? 0 : vm.warm().copies().size());
        vm.steps().forEach(step -> {
            state.add(step.name() + " " + step.phase() + " " + step.progress());
            tasks(step).forEach(task -> state.add(task.name() + " " + task.phase() + " " + task.progress()));
        });
        return state;
    }

    private static Stream<PipelineTask> tasks(PipelineStep step) {
        return step.tasks() == null ? Stream.of() : step.tasks().stream().filter(Objects::nonNull);
    }

    /** How long a VM between two copies waits on purpose. */
    private static Duration pause(VmStatus vm) {
        if (!PAUSED.equals(vm.phase()) || vm.warm() == null || vm.warm().nextPrecopyAt() == null) {
            return Duration.ZERO;
        }
        return vm.warm().copies().stream()
                .map(Precopy::end)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .map(end -> Duration.between(end, vm.warm().nextPrecopyAt()))
                .filter(pause -> !pause.isNegative())
                .orElse(Duration.ZERO);
    }

    /** What is to be told now, completing "Migration x …"; empty when nothing is. */
    synchronized Optional<String> words(Instant now) {
        boolean busy = standing.values().stream()
                .anyMatch(each -> each.vm().started() != null && !ProgressLogger.isEnded(each.vm()));
        List<Standing> due = standing.values().stream()
                .filter(each -> !ProgressLogger.isEnded(each.vm()))
                .filter(each -> each.vm().started() != null || !busy)
                .filter(each -> Duration.between(each.since(), now).compareTo(each.next()) >= 0)
                .toList();
        due.forEach(each -> standing.put(
                each.vm().id(),
                new Standing(each.vm(), each.state(), each.since(), each.next().multipliedBy(2))));
        String all = due.stream()
                .limit(ProgressTotals.SLOWEST)
                .map(each -> System.lineSeparator() + "  VM " + each.vm().name() + " for "
                        + Durations.words(Duration.between(each.since(), now)) + ": " + on(each.vm()))
                .collect(Collectors.joining());
        String others = due.size() > ProgressTotals.SLOWEST
                ? System.lineSeparator() + "  and " + (due.size() - ProgressTotals.SLOWEST) + " others"
                : "";
        return Optional.of("stands still:" + all + others).filter(any -> !due.isEmpty());
    }

    private static String on(VmStatus vm) {
        VmProgress progress = VmProgress.of(vm);
        Stream<String> reasons = vm.steps().stream()
                .filter(step -> "Running".equals(step.phase()))
                .flatMap(step -> Stream.concat(
                        Stream.ofNullable(step.reason()),
                        tasks(step)
                                .filter(task -> !"Completed".equals(task.phase()) && task.reason() != null)
                                .map(task -> task.name() + ": " + task.reason())))
                .filter(reason -> !reason.isBlank());
        return Stream.of(
                        Stream.of(
                                progress.position(),
                                vm.phase() == null ? "" : "phase " + vm.phase(),
                                progress.amount()),
                        vm.has("Pending") ? Stream.of("MTV has no room for it yet") : Stream.<String>of(),
                        reasons)
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
