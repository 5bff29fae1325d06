package mtv.check;

/** Only some sources know them. */
final class CpuThreads extends Check<Comparison> {

    CpuThreads() {
        super("cpu-threads", "CPU threads per core.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal(
                "CPU threads per core",
                vm.unlessSized(vm.source().threads()),
                vm.actual().threads());
    }
}
