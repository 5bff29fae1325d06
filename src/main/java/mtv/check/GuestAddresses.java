package mtv.check;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Only where the Plan keeps static addresses, and the guest tells. */
final class GuestAddresses extends Check<Comparison> {

    GuestAddresses() {
        super(
                "guest-addresses",
                "The guest has the static addresses of the source, IPv4 and IPv6, and those that the scenario knows.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        Set<String> expected = new TreeSet<>(vm.expected().addresses());
        expected.addAll(vm.keptAddresses());
        Optional<DestinationVm.Guest> guest = vm.actual()
                .guest()
                .filter(g -> !g.addresses().isEmpty() || vm.actual().agentConnected());
        if (expected.isEmpty()) {
            findings.notComparable("addresses", "no static address is known, or the Plan does not keep them");
        } else if (guest.isEmpty()) {
            findings.notComparable("addresses", "the migrated guest does not tell its addresses");
        } else {
            findings.hold(
                    guest.get().addresses().containsAll(expected),
                    "addresses",
                    Side.of(expected, vm.source().addresses().origin()),
                    Side.of(new TreeSet<>(guest.get().addresses()), "status.interfaces of the instance"));
        }
    }
}
