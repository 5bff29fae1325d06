package mtv.check;

import mtv.check.Comparison.DiskPair;
import mtv.check.Expected.Modes;
import mtv.model.StorageDestination;
import mtv.provider.Fact;

import java.util.Optional;
import java.util.function.Function;

/** What a claim must be like: as the StorageMap says, else as CDI chooses for the class. */
final class ClaimRule {

    private ClaimRule() {}

    static <T> Fact<T> of(
            Expected expected, DiskPair pair, Function<StorageDestination, T> map, Function<Modes, T> profile) {
        StorageDestination storage = expected.storages().get(pair.source().storage());
        if (storage == null) {
            return Fact.untold("the StorageMap does not have " + pair.source().storage());
        }
        T asked = map.apply(storage);
        if (asked != null) {
            return Fact.of(asked, "StorageMap");
        }
        return Optional.ofNullable(expected.profiles().get(storage.storageClass()))
                .map(chosen -> Fact.of(profile.apply(chosen), "StorageProfile " + storage.storageClass()))
                .orElse(Fact.untold("StorageProfile " + storage.storageClass() + " says nothing"));
    }
}
