package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** Only some sources know them. */
final class CpuThreads extends Check<Comparison> {

    CpuThreads() {
        super("cpu-threads", "CPU threads per core.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal(
                "CPU threads per core",
                vm.unlessSized(vm.source().threads()),
                vm.actual().threads());
    }
}
