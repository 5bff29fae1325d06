package mtv.check;

import mtv.provider.Fact;

/** For sources that tell the number only. */
final class CpuCount extends Check<Comparison> {

    CpuCount() {
        super("cpus", "The number of virtual CPUs: sockets times cores times threads.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        Fact<Integer> actual = vm.actual().sockets();
        int perSocket = vm.actual().cores().get() * vm.actual().threads().get();
        findings.equal("CPUs", vm.unlessSized(vm.source().cpus()), actual.map(sockets -> sockets * perSocket));
    }
}
