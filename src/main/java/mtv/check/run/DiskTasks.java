package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.model.PipelineStep;
import mtv.vm.Fact;
import mtv.vm.SourceVm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares the tasks of the steps that copy disks with the disks of the source. MTV counts a disk in MiB; what is over
 * a whole one is cut off or rounded up, by release and source.
 */
final class DiskTasks implements Rule<VmFacts> {

    private static final long MIB = 1024L * 1024;
    private static final String RECORD = "pipeline of the VM in the Migration";

    @Override
    public void compare(VmFacts vm, Findings findings) {
        List<SourceVm.Disk> copied = copied(vm);
        String origin =
                "disks of the source" + (copied.size() == vm.source().disks().size() ? "" : " that are copied");
        vm.recorded().steps().stream()
                .filter(step -> String.valueOf(step.name()).startsWith("Disk") || "Cutover".equals(step.name()))
                .forEach(step -> {
                    List<Long> totals = totals(step);
                    findings.equal(
                            "tasks of step " + step.name(),
                            ReportedValue.of(copied.size(), origin),
                            ReportedValue.of(totals.size(), RECORD));
                    if (totals.size() == copied.size()) {
                        sizes("sizes of the tasks of step " + step.name(), copied, totals, findings);
                    }
                });
    }

    private static List<SourceVm.Disk> copied(VmFacts vm) {
        boolean all = !Boolean.FALSE.equals(vm.expected().plan().migrateSharedDisks());
        return vm.source().disks().stream()
                .filter(disk -> !disk.direct() && (all || !disk.shared().value().orElse(false)))
                .toList();
    }

    /** Disks whose sizes the source does not tell may have any. */
    private static void sizes(String property, List<SourceVm.Disk> disks, List<Long> totals, Findings findings) {
        List<Fact<Long>> sizes =
                disks.stream().map(SourceVm.Disk::capacityBytes).toList();
        sizes.stream()
                .filter(size -> !size.isKnown())
                .findFirst()
                .ifPresent(size -> findings.notComparable(property, size));
        List<Fact<Long>> known = sizes.stream().filter(Fact::isKnown).toList();
        if (known.isEmpty()) {
            return;
        }
        List<Long> cut = known.stream().map(size -> size.get() / MIB).toList();
        List<Long> roundedUp =
                known.stream().map(size -> (size.get() + MIB - 1) / MIB).toList();
        findings.record(
                hasAll(totals, cut) || hasAll(totals, roundedUp),
                property,
                ReportedValue.of(inMib(cut), known.get(0).origin()),
                ReportedValue.of(inMib(totals), RECORD));
    }

    private static boolean hasAll(List<Long> totals, List<Long> sizes) {
        List<Long> left = new ArrayList<>(totals);
        return sizes.stream().allMatch(left::remove);
    }

    private static List<Long> totals(PipelineStep step) {
        return step.tasks() == null
                ? List.of()
                : step.tasks().stream()
                        .map(task -> task == null || task.progress() == null
                                ? 0
                                : task.progress().total())
                        .toList();
    }

    private static String inMib(List<Long> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "", " MiB"));
    }
}
