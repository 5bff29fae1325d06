package mtv.check;

/** For sources that tell the number only. */
final class CpuCount extends Check<Comparison> {

    CpuCount() {
        super("cpus", "The number of virtual CPUs: sockets times cores times threads, where the source tells no more.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        if (vm.source().sockets().isTold()) {
            findings.notComparable("CPUs", "sockets, cores and threads are compared each");
            return;
        }
        int perSocket = vm.actual().cores().get() * vm.actual().threads().get();
        findings.equal(
                "CPUs",
                vm.unlessSized(vm.source().cpus()),
                vm.actual().sockets().map(sockets -> sockets * perSocket));
    }
}
