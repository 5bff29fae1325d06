package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.DestinationVm;

import java.util.List;
import java.util.TreeSet;

/** A claim that waits has no disk yet. */
final class DiskClaim extends Check<Comparison> {

    DiskClaim() {
        super("disk-claim", "Each volume has a claim of its own, which exists and is bound.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.actual()
                .disks()
                .forEach(disk -> findings.equal(
                        "claim of volume " + disk.name(),
                        ObservedValue.of("Bound", "rule of MTV"),
                        ObservedValue.of(
                                disk.volume().map(DestinationVm.Volume::phase).orElse("no such claim"),
                                "PersistentVolumeClaim " + disk.claim())));
        List<String> claims =
                vm.actual().disks().stream().map(DestinationVm.Disk::claim).toList();
        if (claims.isEmpty()) {
            findings.notComparable("claims of the volumes", "the migrated VM has no volume with a claim");
        } else {
            findings.equal(
                    "claims of the volumes",
                    ObservedValue.of(new TreeSet<>(claims), "one for each volume"),
                    ObservedValue.of(claims.stream().sorted().toList(), "template.spec.volumes"));
        }
    }
}
