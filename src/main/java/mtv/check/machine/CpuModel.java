package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** A guest may refuse to start on another one. */
final class CpuModel extends Check<Comparison> {

    CpuModel() {
        super("cpu-model", "The CPU model, where the source VM names one.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal(
                "CPU model", vm.unlessSized(vm.source().cpuModel()), vm.actual().cpuModel());
    }
}
