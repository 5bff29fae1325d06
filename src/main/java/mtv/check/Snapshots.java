package mtv.check;

import mtv.provider.Fact;

import java.util.Set;

/** One that is left behind grows until its datastore is full. */
final class Snapshots extends Check<Comparison> {

    Snapshots() {
        super("snapshots", "The source has the snapshots that it had before, and no other.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        Fact<Set<String>> before = vm.source().snapshots();
        if (vm.after().isEmpty()) {
            findings.notComparable("snapshots", "the inventory does not show the VM any more");
        } else {
            findings.equal("snapshots", before, vm.after().get().snapshots());
        }
    }
}
