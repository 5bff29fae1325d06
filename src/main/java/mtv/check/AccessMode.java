package mtv.check;

import mtv.check.Expected.Modes;
import mtv.provider.Fact;

import java.util.Set;
import java.util.TreeSet;

/** Without ReadWriteMany a VM cannot be moved live. */
final class AccessMode extends Check<Comparison> {

    AccessMode() {
        super("access-mode", "Each claim has all access modes of the map entry, else those of CDI's profile.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
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
