package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** Others choose their own. */
final class MachineType extends Check<Comparison> {

    MachineType() {
        super("machine-type", "The machine type, where the source names one of KubeVirt's.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal("machine type", vm.source().machineType(), vm.actual().machineType());
    }
}
