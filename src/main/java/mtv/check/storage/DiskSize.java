package mtv.check.storage;

import mtv.check.compare.ByteCount;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts.DiskPair;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;

/** Compares the size of a disk with the size that its claim asks for. */
final class DiskSize {

    /** A claim with a file system on it is larger than the disk by CDI's overhead, which a cluster may set. */
    private static final double LARGEST_OVERHEAD = 1.25;

    private DiskSize() {}

    static void compare(DiskPair pair, DestinationVm.Volume volume, Findings findings) {
        Fact<Long> capacity = pair.source().capacityBytes();
        if (volume.requestedBytes().unreadable()) {
            findings.unreadable(pair.property("size"), capacity.map(ByteCount::words), volume.requestedBytes());
        } else if (capacity.isKnown()) {
            compare(pair, capacity, volume, findings);
        } else {
            findings.notComparable(pair.property("size"), capacity);
        }
    }

    private static void compare(DiskPair pair, Fact<Long> capacity, DestinationVm.Volume volume, Findings findings) {
        long rounded = roundUp(capacity.get());
        long largest = volume.volumeMode().equals("Filesystem") ? (long) (rounded * LARGEST_OVERHEAD) : rounded;
        findings.record(
                volume.requestedBytes()
                        .value()
                        .filter(bytes -> bytes >= capacity.get() && bytes <= largest)
                        .isPresent(),
                pair.property("size"),
                ReportedValue.of(ByteCount.words(capacity.get()), capacity.origin()),
                ReportedValue.of(volume.requestedBytes().map(ByteCount::words)));
    }

    /** What MTV may ask for: it rounds some sources' sizes up to whole MiB. */
    private static long roundUp(long bytes) {
        return (bytes + ByteCount.MIB - 1) / ByteCount.MIB * ByteCount.MIB;
    }
}
