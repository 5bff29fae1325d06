package mtv.check;

import mtv.check.Comparison.DiskPair;
import mtv.model.StorageDestination;

/** That a class occurs in the map is not enough. */
final class StorageClass extends Check<Comparison> {

    StorageClass() {
        super("storage-class", "Each disk has the storage class that the map gives the storage it was on.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        for (DiskPair pair : vm.disks()) {
            StorageDestination storage =
                    vm.expected().storages().get(pair.source().storage());
            String expected = storage == null ? "a mapped class" : storage.storageClass();
            pair.migrated()
                    .volume()
                    .ifPresent(volume -> findings.equal(
                            pair.property("storage class"),
                            Side.of(expected, "StorageMap"),
                            Side.of(volume.storageClass(), "the claim's storageClassName")));
        }
    }
}
