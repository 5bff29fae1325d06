package mtv.check;

import java.util.List;

/** They cost storage that nobody knows of. */
final class CancelLeftovers extends Check<RunFacts> {

    CancelLeftovers() {
        super("cancel-leftovers", "Nothing is left of a VM whose migration was cancelled.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        run.eachCanceled(
                findings,
                "objects left",
                (vm, ofVm) -> ofVm.equal(
                        "objects left",
                        Side.of(List.of(), "deleteVmOnFailMigration of the Plan"),
                        Side.of(vm.left(), "mark vmID, on the destination")));
    }
}
