package mtv.check.guest;

import mtv.check.compare.CanonicalForm;
import mtv.check.compare.VmFacts;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The static IP addresses of a source guest that its migrated guest must keep. */
final class StaticAddresses {

    private StaticAddresses() {}

    /** Those on NICs: the pod network has addresses of its own, and no link-local address is kept. */
    static Set<String> kept(VmFacts vm) {
        return addresses(vm, true);
    }

    /** Those of networks inside of the guest, which are on none of its NICs. */
    static Set<String> inner(VmFacts vm) {
        return addresses(vm, false);
    }

    private static Set<String> addresses(VmFacts vm, boolean onNics) {
        Set<String> found = new TreeSet<>();
        if (Boolean.FALSE.equals(vm.expected().plan().preserveStaticIPs())) {
            return found;
        }
        vm.source().addresses().value().orElse(Map.of()).forEach((address, mac) -> {
            List<SourceVm.Nic> nics = vm.source().nics().stream()
                    .filter(nic ->
                            !mac.isEmpty() && CanonicalForm.mac(nic.mac()).equals(CanonicalForm.mac(mac)))
                    .toList();
            boolean kept = nics.stream()
                    .map(nic -> vm.expected().networks().get(nic.network()))
                    .noneMatch(network -> "pod".equals(network) || "ignored".equals(network));
            if (kept && nics.isEmpty() != onNics && !CanonicalForm.isLinkLocal(address)) {
                found.add(CanonicalForm.address(address));
            }
        });
        return found;
    }
}
