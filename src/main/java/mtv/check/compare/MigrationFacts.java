package mtv.check.compare;

import mtv.vm.FoundObject;

import java.util.List;
import java.util.Optional;

/** Everything that the checks of one migration look at: each VM, and the run as a whole. */
public record MigrationFacts(List<VmFacts> vms, RunFacts run) {

    /** @param found what was left once the Plan was archived */
    public MigrationFacts withArchived(List<FoundObject> found) {
        return new MigrationFacts(vms, run.withArchived(Optional.of(found)));
    }
}
