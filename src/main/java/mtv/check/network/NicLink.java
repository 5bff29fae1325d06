package mtv.check.network;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.vm.Fact;

/** A guest would have the NIC, and no network. */
final class NicLink extends Check<Comparison> {

    NicLink() {
        super("nic-link", "Each link is up, but for NICs that the source VM has without being plugged in.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachNic(findings, "link", pair -> {
            Fact<Boolean> connected = pair.source().connected();
            boolean up = connected.value().orElse(true);
            Fact<Boolean> found = pair.migrated().up();
            findings.equal(
                    pair.property(up ? "link" : "link stays unplugged"),
                    Fact.of(up, connected.isKnown() ? connected.origin() + " of the source" : "rule of MTV"),
                    found,
                    NicLink::words);
        });
    }

    private static String words(boolean up) {
        return up ? "up" : "down";
    }
}
