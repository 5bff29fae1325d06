package mtv.check;

/** A claim that waits has no disk yet. */
final class DiskClaim extends Check<Comparison> {

    DiskClaim() {
        super("disk-claim", "Each volume's claim exists and is bound.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        vm.actual()
                .disks()
                .forEach(disk -> findings.equal(
                        "claim of volume " + disk.name(),
                        Side.of("Bound", "rule of MTV"),
                        Side.of(
                                disk.volume().map(DestinationVm.Volume::phase).orElse("no such claim"),
                                "PersistentVolumeClaim " + disk.claim())));
    }
}
