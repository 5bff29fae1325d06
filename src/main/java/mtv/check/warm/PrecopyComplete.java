package mtv.check.warm;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.model.PipelineStep;
import mtv.model.Precopy;
import mtv.model.VmStatus;

import java.time.Instant;
import java.util.List;

/** MTV takes the snapshot of a copy away when it has ended: what was not copied until then is lost. */
final class PrecopyComplete extends Check<RunFacts> {

    PrecopyComplete() {
        super("precopy-complete", "Warm: each copy but the last has an end, and the disks were copied to theirs then.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "copied", (vm, warm, ofVm) -> {
            List<Precopy> copies = vm.warm().copies();
            for (int i = 0; i + 1 < copies.size(); i++) {
                Instant end = copies.get(i).end();
                ofVm.record(
                        end != null,
                        "end of copy " + (i + 1),
                        ObservedValue.of("a time", "warm migration"),
                        ObservedValue.of(end == null ? "none" : end, "warm.precopies"));
            }
            for (VmStatus seen : run.log().betweenCopies(vm.id())) {
                seen.steps().stream()
                        .filter(step -> "DiskTransfer".equals(step.name()))
                        .forEach(step -> compare(seen.warm().copies().size(), step, ofVm));
            }
        });
    }

    private static void compare(int copy, PipelineStep transfer, Findings findings) {
        if (transfer.progress() == null) {
            findings.notComparable("copied at the end of copy " + copy, "step DiskTransfer tells no progress");
            return;
        }
        findings.equal(
                "copied at the end of copy " + copy,
                ObservedValue.of("Completed, " + transfer.progress().total() + " MiB", "total of step DiskTransfer"),
                ObservedValue.of(
                        transfer.phase() + ", " + transfer.progress().completed() + " MiB", "step DiskTransfer"));
    }
}
