package mtv.check;

import mtv.provider.SourceVm;

import java.util.ArrayList;
import java.util.List;

/** Each disk by the map entry of its own source storage: that a class occurs in the map is not enough. */
final class StorageClassCheck implements Check {

    @Override
    public String property() {
        return "storage class";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        List<SourceVm.Disk> expected = vm.source().disks();
        List<DestinationVm.Disk> actual = vm.actual().disks();
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            SourceVm.Disk disk = expected.get(i);
            String wanted = vm.expected().storageClasses().getOrDefault(disk.storage(), "a mapped class");
            String property = "disk " + i + " (" + disk.name() + ") storage class";
            actual.get(i)
                    .volume()
                    .map(DestinationVm.Volume::storageClass)
                    .filter(given -> !given.equals(wanted))
                    .ifPresent(given -> differences.add(vm.differs(property, wanted, given)));
        }
        return differences;
    }
}
