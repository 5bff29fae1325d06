package mtv.check.network;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** By its MAC, so that swapped NICs are found; NICs without one by their order. */
final class NicNetwork extends Check<Comparison> {

    NicNetwork() {
        super("nic-network", "Each NIC is on the network, and in the namespace, that the map leads to.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachNic(findings, "network", pair -> {
            String network = vm.expected().networks().get(pair.source().network());
            findings.record(
                    pair.migrated().network().equals(network),
                    pair.property("network"),
                    ObservedValue.of(network == null ? "a mapped network" : network, "NetworkMap"),
                    ObservedValue.of(
                            pair.migrated().network().isEmpty()
                                    ? "none"
                                    : pair.migrated().network(),
                            "template.spec.networks"));
        });
    }
}
