package mtv.check;

/** Others choose their own. */
final class MachineType extends Check<Comparison> {

    MachineType() {
        super("machine-type", "The machine type, where the source names one of KubeVirt's.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal("machine type", vm.source().machineType(), vm.actual().machineType());
    }
}
