package mtv.check;

import mtv.check.Comparison.DiskPair;
import mtv.model.StorageDestination;
import mtv.provider.Fact;

import java.util.Optional;

/** Block is faster, and not every class has it. */
final class VolumeMode extends Check<Comparison> {

    VolumeMode() {
        super("volume-mode", "Each claim has the volume mode of the map entry, else that of CDI's profile.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        for (DiskPair pair : vm.disks()) {
            pair.migrated()
                    .volume()
                    .ifPresent(volume -> findings.equal(
                            pair.property("volume mode"),
                            expected(vm.expected(), pair),
                            Fact.of(volume.volumeMode(), "the claim's volumeMode")));
        }
    }

    /** The map's, else what CDI chooses for the class. */
    private static Fact<String> expected(Expected expected, DiskPair pair) {
        StorageDestination storage = expected.storages().get(pair.source().storage());
        if (storage == null) {
            return Fact.untold("the StorageMap does not have " + pair.source().storage());
        }
        if (storage.volumeMode() != null) {
            return Fact.of(storage.volumeMode().id(), "StorageMap");
        }
        return Optional.ofNullable(expected.profiles().get(storage.storageClass()))
                .map(profile -> Fact.of(profile.volumeMode(), "StorageProfile " + storage.storageClass()))
                .orElse(Fact.untold("StorageProfile " + storage.storageClass() + " says nothing"));
    }
}
