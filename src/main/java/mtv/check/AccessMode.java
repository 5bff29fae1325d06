package mtv.check;

import mtv.check.Comparison.DiskPair;
import mtv.model.StorageDestination;
import mtv.provider.Fact;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Without ReadWriteMany a VM cannot be moved live. */
final class AccessMode extends Check<Comparison> {

    AccessMode() {
        super("access-mode", "Each claim has all access modes of the map entry, else those of CDI's profile.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        for (DiskPair pair : vm.disks()) {
            pair.migrated()
                    .volume()
                    .ifPresent(volume -> findings.equal(
                            pair.property("access modes"),
                            expected(vm.expected(), pair).map(TreeSet::new),
                            Fact.of(new TreeSet<>(volume.accessModes()), "the claim's accessModes")));
        }
    }

    /** The map's, else what CDI chooses for the class. */
    private static Fact<Set<String>> expected(Expected expected, DiskPair pair) {
        StorageDestination storage = expected.storages().get(pair.source().storage());
        if (storage == null) {
            return Fact.untold("the StorageMap does not have " + pair.source().storage());
        }
        if (storage.accessMode() != null) {
            return Fact.of(Set.of(storage.accessMode().id()), "StorageMap");
        }
        return Optional.ofNullable(expected.profiles().get(storage.storageClass()))
                .map(profile -> Fact.of(profile.accessModes(), "StorageProfile " + storage.storageClass()))
                .orElse(Fact.untold("StorageProfile " + storage.storageClass() + " says nothing"));
    }
}
