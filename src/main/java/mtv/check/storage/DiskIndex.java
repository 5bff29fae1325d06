package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** Names of claims and conversions go by it. */
final class DiskIndex extends Check<Comparison> {

    private static final String MARK = "forklift.konveyor.io/disk-index";

    DiskIndex() {
        super("disk-index", "Each claim is numbered by the disk's place among those of the source.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachVolume(findings, "index", (pair, volume) -> {
            String property = pair.property("index");
            String index = volume.marks().get(MARK);
            if (index == null) {
                findings.notComparable(property, "its claim has no number");
            } else {
                findings.equal(
                        property,
                        ObservedValue.of(pair.position(), "disks of the source"),
                        ObservedValue.of(index, MARK));
            }
        });
    }
}
