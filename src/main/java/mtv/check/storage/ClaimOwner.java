package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.DestinationVm;

import java.util.List;

/** Without an owner it stays for ever; with another one it goes too early. */
final class ClaimOwner extends Check<Comparison> {

    ClaimOwner() {
        super("claim-owner", "Each claim belongs to its VM, and goes with it.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        for (DestinationVm.Disk disk : vm.actual().disks()) {
            disk.volume()
                    .ifPresent(volume -> findings.equal(
                            "owner of claim " + disk.claim(),
                            ObservedValue.of(
                                    List.of("VirtualMachine/" + vm.actual().name()), "rule of MTV"),
                            ObservedValue.of(volume.owners(), "ownerReferences")));
        }
    }
}
