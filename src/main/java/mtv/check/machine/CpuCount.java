package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.vm.Fact;
import mtv.vm.SourceVm;

import java.util.stream.Stream;

/** By the source's own number: what it says of sockets and cores may leave some over, which MTV loses. */
final class CpuCount extends Check<Comparison> {

    CpuCount() {
        super("cpus", "The number of virtual CPUs: sockets times cores times threads, where the source tells no more.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        if (isTheProduct(vm.source())) {
            findings.notComparable("CPUs", "sockets, cores and threads are compared each");
            return;
        }
        findings.equal(
                "CPUs",
                vm.unlessSized(vm.source().cpus()),
                vm.actual()
                        .sockets()
                        .and(vm.actual().cores(), (sockets, cores) -> sockets * cores)
                        .and(vm.actual().threads(), (cpus, threads) -> cpus * threads));
    }

    private static boolean isTheProduct(SourceVm vm) {
        return Stream.of(vm.cpus(), vm.sockets(), vm.cores(), vm.threads()).allMatch(Fact::isKnown)
                && vm.cpus().get()
                        == vm.sockets().get() * vm.cores().get() * vm.threads().get();
    }
}
