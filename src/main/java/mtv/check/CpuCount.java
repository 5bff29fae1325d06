package mtv.check;

import mtv.provider.Fact;
import mtv.provider.SourceVm;

import java.util.stream.Stream;

/** By the source's own number: what it says of sockets and cores may leave some over, which MTV loses. */
final class CpuCount extends Check<Comparison> {

    CpuCount() {
        super("cpus", "The number of virtual CPUs: sockets times cores times threads, where the source tells no more.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        if (isTheProduct(vm.source())) {
            findings.notComparable("CPUs", "sockets, cores and threads are compared each");
            return;
        }
        int perSocket = vm.actual().cores().get() * vm.actual().threads().get();
        findings.equal(
                "CPUs",
                vm.unlessSized(vm.source().cpus()),
                vm.actual().sockets().map(sockets -> sockets * perSocket));
    }

    private static boolean isTheProduct(SourceVm vm) {
        return Stream.of(vm.cpus(), vm.sockets(), vm.cores(), vm.threads()).allMatch(Fact::isTold)
                && vm.cpus().get()
                        == vm.sockets().get() * vm.cores().get() * vm.threads().get();
    }
}
