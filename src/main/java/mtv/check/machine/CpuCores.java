package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** Apart from the sockets: swapped, the product is the same. */
final class CpuCores extends Check<Comparison> {

    CpuCores() {
        super("cpu-cores", "CPU cores per socket.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal(
                "CPU cores per socket",
                vm.unlessSized(vm.source().cores()),
                vm.actual().cores());
    }
}
