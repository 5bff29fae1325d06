package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** Licences and guests count them: their product with the cores is not enough. */
final class CpuSockets extends Check<Comparison> {

    CpuSockets() {
        super("cpu-sockets", "CPU sockets.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal(
                "CPU sockets",
                vm.unlessSized(vm.source().sockets()),
                vm.actual().sockets());
    }
}
