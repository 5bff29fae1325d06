package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;

import java.util.List;

/** Disks of a VM and the claims behind them. */
public final class StorageChecks {

    private StorageChecks() {}

    public static List<Check<Comparison>> ofVm() {
        return List.of(
                new DiskCount(),
                new DiskClaim(),
                new DiskOrder(),
                new DiskIndex(),
                new StrayClaims(),
                new DiskSize(),
                new DiskBus(),
                new StorageClass(),
                new AccessMode(),
                new VolumeMode(),
                new ClaimName(),
                new ClaimOwner(),
                new SharedDisk(),
                new ClaimMarks());
    }
}
