package mtv.check.cancel;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;

import java.util.List;

/** They cost storage that nobody knows of. */
final class CancelLeftovers extends Check<RunFacts> {

    CancelLeftovers() {
        super("cancel-leftovers", "Nothing is left of a VM whose migration was canceled.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachCanceled(
                findings,
                "objects left",
                (vm, ofVm) -> ofVm.equal(
                        "objects left",
                        ObservedValue.of(List.of(), "deleteVmOnFailMigration of the Plan"),
                        ObservedValue.of(vm.left(), "mark vmID, on the destination")));
    }
}
