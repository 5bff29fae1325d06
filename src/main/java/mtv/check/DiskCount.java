package mtv.check;

import java.util.List;

/** Both ways: a disk too many is one of somebody else. */
final class DiskCount extends Check<Comparison> {

    DiskCount() {
        super("disk-count", "As many disks as before.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        List<String> uncopied = vm.source().uncopied();
        findings.equal(
                "disk count",
                Side.of(
                        vm.source().disks().size() + uncopied.size(),
                        "disks of the source" + (uncopied.isEmpty() ? "" : ", with " + String.join(", ", uncopied))),
                Side.of(vm.actual().disks().size(), "template.spec.volumes"));
    }
}
