package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.DestinationVm;

/** CDI hands them from the DataVolume to the claim. */
final class ClaimMarks extends Check<Comparison> {

    ClaimMarks() {
        super("claim-marks", "Each claim carries MTV's marks of plan, run and source VM.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        for (DestinationVm.Disk disk : vm.actual().disks()) {
            disk.volume()
                    .ifPresent(volume -> vm.expected()
                            .labels()
                            .forEach((key, value) -> findings.equal(
                                    key + " of claim " + disk.claim(),
                                    ObservedValue.of(value, "rule of MTV"),
                                    ObservedValue.of(
                                            volume.marks().getOrDefault(key, "none"),
                                            "labels and annotations of the claim"))));
        }
    }
}
