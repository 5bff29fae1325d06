package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** Two VMs that write to one disk without knowing destroy it. */
final class SharedDisk extends Check<Comparison> {

    SharedDisk() {
        super("shared-disk", "A shared disk is shared again, and no other is.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachDisk(
                findings,
                "shared",
                pair -> findings.equal(
                        pair.property("shared"),
                        pair.source().shared(),
                        pair.migrated().shareable()));
    }
}
