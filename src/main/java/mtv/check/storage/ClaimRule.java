package mtv.check.storage;

import mtv.check.compare.Comparison.DiskPair;
import mtv.check.compare.Expected;
import mtv.check.compare.Expected.Modes;
import mtv.model.StorageDestination;
import mtv.vm.Fact;

import java.util.Optional;
import java.util.function.Function;

/** What a claim must be like: as the StorageMap says, else as CDI chooses for the class. */
final class ClaimRule {

    static final String DIRECT = "the disk is attached as it is, and not copied to a storage of the map";

    private ClaimRule() {}

    static <T> Fact<T> of(
            Expected expected, DiskPair pair, Function<StorageDestination, T> map, Function<Modes, T> profile) {
        if (pair.source().direct()) {
            return Fact.unknown(DIRECT);
        }
        StorageDestination storage = expected.storages().get(pair.source().storage());
        if (storage == null) {
            return Fact.unknown("the StorageMap does not have " + pair.source().storage());
        }
        T asked = map.apply(storage);
        if (asked != null) {
            return Fact.of(asked, "StorageMap");
        }
        return Optional.ofNullable(expected.profiles().get(storage.storageClass()))
                .map(chosen -> Fact.of(profile.apply(chosen), "StorageProfile " + storage.storageClass()))
                .orElse(Fact.unknown("StorageProfile " + storage.storageClass() + " says nothing"));
    }
}
