package mtv.check;

import mtv.check.Comparison.NicPair;

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
    void compare(Comparison vm, Findings findings) {
        for (NicPair pair : vm.nics()) {
            boolean pod = pair.migrated().network().equals("pod");
            List<String> allowed = pod ? POD : pair.source().passThrough() ? PASS_THROUGH : BRIDGE;
            String binding = pair.migrated().binding();
            findings.hold(
                    allowed.contains(binding),
                    pair.property("binding"),
                    Side.of(String.join(" or ", allowed), "rule of MTV"),
                    Side.of(binding.isEmpty() ? "none" : binding, "the interface"));
        }
    }
}
