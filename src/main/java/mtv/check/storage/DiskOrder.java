package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.Pairs.Pair;
import mtv.vm.DestinationVm;
import mtv.vm.SourceVm;

import java.util.List;

/** Guests number them by it. Only those on both sides are looked at. */
final class DiskOrder extends Check<Comparison> {

    DiskOrder() {
        super("disk-order", "The disks are in the order of the source's controllers and units.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        List<Pair<SourceVm.Disk, DestinationVm.Disk>> pairs = vm.disks().identified();
        if (pairs.size() < 2) {
            findings.notComparable("disk order", "fewer than two volumes say of which disk they are");
            return;
        }
        List<String> expected = pairs.stream().map(pair -> pair.source().name()).toList();
        List<String> actual = vm.actual().disks().stream()
                .flatMap(disk -> pairs.stream().filter(pair -> pair.migrated() == disk))
                .map(pair -> pair.source().name())
                .toList();
        findings.equal(
                "disk order",
                ObservedValue.of(expected, "disks of the source"),
                ObservedValue.of(actual, "template.spec.volumes"));
    }
}
