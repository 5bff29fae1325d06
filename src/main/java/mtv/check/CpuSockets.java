package mtv.check;

/** Licences and guests count them: their product with the cores is not enough. */
final class CpuSockets extends Check<Comparison> {

    CpuSockets() {
        super("cpu-sockets", "CPU sockets.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal(
                "CPU sockets",
                vm.unlessSized(vm.source().sockets()),
                vm.actual().sockets());
    }
}
