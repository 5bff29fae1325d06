package mtv.check;

/** Both ways: a NIC too many is one that nobody knows of. */
final class NicCount extends Check<Comparison> {

    NicCount() {
        super("nic-count", "As many NICs as before.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal(
                "NIC count",
                Side.of(vm.wantedNics().size(), "nics of the source"),
                Side.of(vm.actual().nics().size(), "domain.devices.interfaces"));
    }
}
