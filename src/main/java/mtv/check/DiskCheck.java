package mtv.check;

import mtv.provider.SourceVm;

import java.util.ArrayList;
import java.util.List;

/** As many disks as before, in the same order, each as large. */
final class DiskCheck implements Check {

    /** A claim with a file system on it is larger than the disk by CDI's overhead, which a cluster may set. */
    private static final double LARGEST_OVERHEAD = 1.25;

    @Override
    public String property() {
        return "disks";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        List<SourceVm.Disk> expected = vm.source().disks();
        List<DestinationVm.Disk> actual = vm.actual().disks();
        List<Difference> differences = new ArrayList<>();
        if (expected.size() != actual.size()) {
            differences.add(vm.differs("disk count", expected.size(), actual.size()));
        }
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            compare(vm, i, differences);
        }
        return differences;
    }

    private static void compare(Comparison vm, int index, List<Difference> differences) {
        SourceVm.Disk source = vm.source().disks().get(index);
        DestinationVm.Disk disk = vm.actual().disks().get(index);
        String property = "disk " + index + " (" + source.name() + ")";
        if (disk.volume().isEmpty()) {
            differences.add(vm.differs(property + " claim", disk.claim(), "no such claim"));
            return;
        }
        DestinationVm.Volume volume = disk.volume().get();
        long smallest = roundUp(source.capacityBytes());
        long largest = volume.volumeMode().equals("Filesystem") ? (long) (smallest * LARGEST_OVERHEAD) : smallest;
        boolean fits = volume.requestedBytes() >= smallest && volume.requestedBytes() <= largest;
        if (source.capacityBytes() > 0 && !fits) {
            differences.add(
                    vm.differs(property + " size", Bytes.words(smallest), Bytes.words(volume.requestedBytes())));
        }
    }

    /** MTV asks for whole MiB. */
    private static long roundUp(long bytes) {
        return (bytes + Bytes.MIB - 1) / Bytes.MIB * Bytes.MIB;
    }
}
