package mtv.check;

/** A guest would have the NIC, and no network. */
final class NicLink extends Check<Comparison> {

    NicLink() {
        super("nic-link", "No link is down.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        vm.nics()
                .forEach(pair -> findings.equal(
                        pair.property("link"),
                        Side.of("up", "rule of MTV"),
                        Side.of(pair.migrated().up() ? "up" : "down", "state of the interface")));
    }
}
