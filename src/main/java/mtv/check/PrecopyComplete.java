package mtv.check;

import mtv.model.PipelineStep;
import mtv.model.VmStatus;

/** MTV takes the snapshot of a copy away when it has ended: what was not copied until then is lost. */
final class PrecopyComplete extends Check<RunFacts> {

    PrecopyComplete() {
        super("precopy-complete", "Warm: when a copy ends, each of its disks is copied to its end.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "copied", (vm, warm, ofVm) -> {
            for (VmStatus seen : run.log().betweenCopies(vm.id())) {
                seen.pipeline().stream()
                        .filter(step -> step.name().equals("DiskTransfer"))
                        .forEach(step -> compare(seen.warm().precopies().size(), step, ofVm));
            }
        });
    }

    private static void compare(int copy, PipelineStep transfer, Findings findings) {
        findings.equal(
                "copied at the end of copy " + copy,
                Side.of("Completed, " + transfer.progress().total() + " MiB", "total of step DiskTransfer"),
                Side.of(transfer.phase() + ", " + transfer.progress().completed() + " MiB", "step DiskTransfer"));
    }
}
