package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

import java.util.List;

/** Both ways: a disk too many is one of somebody else. */
public final class DiskCount extends Check<Comparison> {

    DiskCount() {
        super("disk-count", "As many disks as before.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        List<String> uncopied = vm.source().uncopied();
        findings.equal(
                "disk count",
                ObservedValue.of(
                        vm.source().disks().size() + uncopied.size(),
                        "disks of the source" + (uncopied.isEmpty() ? "" : ", with " + String.join(", ", uncopied))),
                ObservedValue.of(vm.actual().disks().size(), "template.spec.volumes"));
    }
}
