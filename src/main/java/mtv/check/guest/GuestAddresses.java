package mtv.check.guest;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.Notation;
import mtv.check.compare.ObservedValue;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the addresses of a guest with the static ones that it must have. */
final class GuestAddresses implements Rule<Comparison> {

    @Override
    public void compare(Comparison vm, Findings findings) {
        Set<String> expected = new TreeSet<>(Notation.addresses(vm.expected().addresses()));
        expected.addAll(StaticAddresses.kept(vm));
        Optional<Set<String>> told = vm.actual()
                .guest()
                .flatMap(guest -> guest.addresses().value())
                .filter(addresses -> !addresses.isEmpty() || vm.actual().agentConnected())
                .or(() -> lacksAll(vm) ? Optional.of(Set.of()) : Optional.empty());
        StaticAddresses.inner(vm)
                .forEach(inner -> findings.notComparable("address " + inner, "it is on none of the VM's NICs"));
        if (expected.isEmpty()) {
            findings.notComparable("addresses", "no static address is known, or the Plan does not keep them");
        } else if (told.isEmpty()) {
            findings.notComparable("addresses", "the migrated guest does not tell its addresses");
        } else {
            Set<String> addresses = Notation.addresses(told.get());
            findings.record(
                    addresses.containsAll(expected),
                    "addresses",
                    ObservedValue.of(
                            expected,
                            StaticAddresses.kept(vm).isEmpty()
                                    ? "expected_addresses of the scenario"
                                    : vm.source().addresses().origin()),
                    ObservedValue.of(addresses, "status.interfaces of the instance"));
        }
    }

    /**
     * A scenario's addresses are wanted whatever the NICs are: an agent that tells none tells that they are missing.
     */
    private static boolean lacksAll(Comparison vm) {
        return vm.actual().guest().isPresent()
                && vm.actual().agentConnected()
                && !vm.expected().addresses().isEmpty();
    }
}
