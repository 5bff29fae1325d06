package mtv.check.network;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** Both ways: a NIC too many is one that nobody knows of. */
public final class NicCount extends Check<Comparison> {

    NicCount() {
        super("nic-count", "As many NICs as before.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal(
                "NIC count",
                ObservedValue.of(vm.wantedNics().size(), "nics of the source"),
                ObservedValue.of(vm.actual().nics().size(), "domain.devices.interfaces"));
    }
}
