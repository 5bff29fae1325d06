package mtv.steps.progress;

import mtv.model.PipelineStep;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far one VM of a migration is.
 *
 * @param position the step, in words
 * @param ended whether nothing more is done with it
 * @param copies whether its disks are copied now
 * @param done MiB that are copied in the last step that copies; a round of a warm migration begins anew
 * @param total MiB of that step, which MTV tells before it begins; 0 where it does not
 * @param nextCopy when the next copy of a warm migration is due, on the cluster's clock
 * @param started on the cluster's clock; empty for one that waits for its turn
 */
record VmProgress(
        String id,
        String name,
        String position,
        boolean ended,
        boolean copies,
        long done,
        long total,
        Optional<Instant> nextCopy,
        Optional<Instant> started) {

    private static final double MIB_OF_A_GIB = 1024;

    static VmProgress of(VmStatus vm) {
        List<PipelineStep> copies =
                vm.steps().stream().filter(VmProgress::isCopy).toList();
        Optional<PipelineStep> copy = copies.stream()
                .filter(step -> step.started() != null)
                .reduce((earlier, later) -> later)
                .or(() -> copies.stream().findFirst());
        return new VmProgress(
                String.valueOf(vm.id()),
                String.valueOf(vm.name()),
                ProgressLogger.position(vm),
                ProgressLogger.isEnded(vm),
                !ProgressLogger.isEnded(vm)
                        && copy.filter(step -> "Running".equals(step.phase())).isPresent(),
                copy.map(step -> step.progress().completed()).orElse(0L),
                copy.map(step -> step.progress().total()).orElse(0L),
                Optional.ofNullable(vm.warm()).map(WarmStatus::nextPrecopyAt),
                Optional.ofNullable(vm.started()));
    }

    /** The allocation of disks counts in MiB, too, but is done in no time. */
    private static boolean isCopy(PipelineStep step) {
        return step.progress() != null
                && step.annotations() != null
                && step.annotations().containsKey("unit")
                && !"DiskAllocation".equals(step.name());
    }

    /** MiB that this copy still has to do. */
    long rest() {
        return ended ? 0 : Math.max(0, total - done);
    }

    /** From 0 to 1; of one that has succeeded it is 1. */
    double share() {
        if (position.equals("Succeeded")) {
            return 1;
        }
        return total <= 0 ? 0 : Math.min(1, Math.max(0, (double) done / total));
    }

    /** Such as {@code 3.0 of 10.0 GiB}; empty before it is known. */
    String amount() {
        return amount(done, total);
    }

    static String amount(long done, long total) {
        return total <= 0
                ? ""
                : String.format(Locale.ROOT, "%.1f of %.1f GiB", done / MIB_OF_A_GIB, total / MIB_OF_A_GIB);
    }

    /**
     * In a list of several.
     *
     * @param left how long its copy still takes; empty where that is not known
     */
    String words(String left) {
        return Stream.of(position, amount(), left)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", ", name + " (", ")"));
    }
}
