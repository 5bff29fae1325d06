package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Expected.Modes;
import mtv.check.compare.Findings;
import mtv.vm.Fact;

import java.util.Set;
import java.util.TreeSet;

/** Without ReadWriteMany a VM cannot be moved live. */
final class AccessMode extends Check<Comparison> {

    AccessMode() {
        super("access-mode", "Each claim has all access modes of the map entry, else those of CDI's profile.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachVolume(
                findings,
                "access modes",
                (pair, volume) -> findings.equal(
                        pair.property("access modes"),
                        ClaimRule.<Set<String>>of(
                                        vm.expected(),
                                        pair,
                                        map -> map.accessMode() == null
                                                ? null
                                                : Set.of(map.accessMode().id()),
                                        Modes::accessModes)
                                .map(TreeSet::new),
                        Fact.of(new TreeSet<>(volume.accessModes()), "the claim's accessModes")));
    }
}
