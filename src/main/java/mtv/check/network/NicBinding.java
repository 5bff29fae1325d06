package mtv.check.network;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.Fact;

import java.util.List;

/** A plugin is KubeVirt's way into a user-defined network, and a device of the host stays one. */
final class NicBinding extends Check<Comparison> {

    private static final List<String> POD = List.of("masquerade", "l2bridge");
    private static final List<String> BRIDGE = List.of("bridge");
    private static final List<String> PASS_THROUGH = List.of("sriov");

    NicBinding() {
        super("nic-binding", "Each NIC reaches its network as it must: masquerade for the pod network, else bridge.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachNic(findings, "binding", pair -> {
            boolean pod = pair.migrated().network().equals("pod");
            Fact<String> kept = pair.source().binding();
            List<String> allowed = kept.isKnown()
                    ? List.of(kept.get())
                    : pod ? POD : pair.source().passThrough() ? PASS_THROUGH : BRIDGE;
            String binding = pair.migrated().binding();
            findings.record(
                    allowed.contains(binding),
                    pair.property("binding"),
                    ObservedValue.of(String.join(" or ", allowed), kept.isKnown() ? kept.origin() : "rule of MTV"),
                    ObservedValue.of(binding.isEmpty() ? "none" : binding, "the interface"));
        });
    }
}
