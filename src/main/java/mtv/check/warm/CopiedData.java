package mtv.check.warm;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.model.PipelineStep;
import mtv.model.Precopy;
import mtv.model.VmStatus;

import java.time.Instant;
import java.util.List;

/** Compares what was copied at the end of each copy with the total. */
final class CopiedData implements Rule<WarmVm> {

    @Override
    public void compare(WarmVm vm, Findings findings) {
        List<Precopy> copies = vm.copies();
        for (int i = 0; i + 1 < copies.size(); i++) {
            Instant end = copies.get(i).end();
            findings.record(
                    end != null,
                    "end of copy " + (i + 1),
                    ReportedValue.of("a time", "warm migration"),
                    ReportedValue.of(end == null ? "none" : end, "warm.precopies"));
        }
        for (VmStatus seen : vm.run().log().betweenCopies(vm.status().id())) {
            seen.steps().stream()
                    .filter(step -> "DiskTransfer".equals(step.name()))
                    .forEach(step -> compare(seen.warm().copies().size(), step, findings));
        }
    }

    private static void compare(int copy, PipelineStep transfer, Findings findings) {
        if (transfer.progress() == null) {
            findings.notComparable("copied at the end of copy " + copy, "step DiskTransfer tells no progress");
            return;
        }
        findings.equal(
                "copied at the end of copy " + copy,
                ReportedValue.of("Completed, " + transfer.progress().total() + " MiB", "total of step DiskTransfer"),
                ReportedValue.of(
                        transfer.phase() + ", " + transfer.progress().completed() + " MiB", "step DiskTransfer"));
    }
}
