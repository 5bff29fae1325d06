package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.vm.Fact;

import java.util.Set;

/** One that is left behind grows until its datastore is full. */
final class Snapshots extends Check<Comparison> {

    Snapshots() {
        super("snapshots", "The source has the snapshots that it had before, and no other.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Fact<Set<String>> before = vm.source().snapshots();
        if (vm.after().isEmpty()) {
            findings.notComparable("snapshots", "the inventory does not show the VM any more");
        } else {
            findings.equal("snapshots", before, vm.after().get().snapshots());
        }
    }
}
