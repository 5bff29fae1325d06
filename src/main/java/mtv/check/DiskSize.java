package mtv.check;

import mtv.check.Comparison.DiskPair;
import mtv.provider.Fact;

/** Too small loses data; too large is another disk. */
final class DiskSize extends Check<Comparison> {

    /** A claim with a file system on it is larger than the disk by CDI's overhead, which a cluster may set. */
    private static final double LARGEST_OVERHEAD = 1.25;

    DiskSize() {
        super("disk-size", "Each disk is as large as before, rounded up to MiB; a file system may add its overhead.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        for (DiskPair pair : vm.disks()) {
            Fact<Long> capacity = pair.source().capacityBytes();
            if (!capacity.isTold()) {
                findings.notComparable(pair.property("size"), capacity.origin());
            } else if (pair.migrated().volume().isPresent()) {
                compare(pair, capacity, pair.migrated().volume().get(), findings);
            }
        }
    }

    private static void compare(DiskPair pair, Fact<Long> capacity, DestinationVm.Volume volume, Findings findings) {
        long smallest = roundUp(capacity.get());
        long largest = volume.volumeMode().equals("Filesystem") ? (long) (smallest * LARGEST_OVERHEAD) : smallest;
        findings.hold(
                volume.requestedBytes() >= smallest && volume.requestedBytes() <= largest,
                pair.property("size"),
                Side.of(Bytes.words(smallest), capacity.origin()),
                Side.of(Bytes.words(volume.requestedBytes()), "the claim's request"));
    }

    /** MTV asks for whole MiB. */
    private static long roundUp(long bytes) {
        return (bytes + Bytes.MIB - 1) / Bytes.MIB * Bytes.MIB;
    }
}
