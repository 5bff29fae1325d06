package mtv.check;

/** Both ways: a disk too many is one of somebody else. */
final class DiskCount extends Check<Comparison> {

    DiskCount() {
        super("disk-count", "As many disks as before.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal(
                "disk count",
                Side.of(vm.source().disks().size(), "disks of the source"),
                Side.of(vm.actual().disks().size(), "template.spec.volumes"));
    }
}
