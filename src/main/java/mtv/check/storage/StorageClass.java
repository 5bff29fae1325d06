package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.model.StorageDestination;

/** That a class occurs in the map is not enough. */
final class StorageClass extends Check<Comparison> {

    StorageClass() {
        super("storage-class", "Each disk has the storage class that the map gives the storage it was on.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachVolume(findings, "storage class", (pair, volume) -> {
            if (pair.source().direct()) {
                findings.notComparable(pair.property("storage class"), ClaimRule.DIRECT);
                return;
            }
            StorageDestination storage =
                    vm.expected().storages().get(pair.source().storage());
            findings.equal(
                    pair.property("storage class"),
                    ObservedValue.of(storage == null ? "a mapped class" : storage.storageClass(), "StorageMap"),
                    ObservedValue.of(
                            volume.storageClass().isEmpty() ? "none" : volume.storageClass(),
                            "the claim's storageClassName"));
        });
    }
}
