package mtv.check.guest;

import mtv.check.compare.CanonicalForm;
import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the addresses of a guest with the static ones that it must have. */
final class GuestAddresses implements Rule<VmFacts> {

    @Override
    public void compare(VmFacts vm, Findings findings) {
        Set<String> expected =
                new TreeSet<>(CanonicalForm.addresses(vm.expected().addresses()));
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
            Set<String> addresses = CanonicalForm.addresses(told.get());
            findings.record(
                    addresses.containsAll(expected),
                    "addresses",
                    ReportedValue.of(expected, origin(vm)),
                    ReportedValue.of(addresses, "status.interfaces of the instance"));
        }
    }

    private static String origin(VmFacts vm) {
        String scenario = "expected_addresses of the scenario";
        String source = vm.source().addresses().origin();
        if (StaticAddresses.kept(vm).isEmpty()) {
            return scenario;
        }
        return vm.expected().addresses().isEmpty() ? source : source + ", " + scenario;
    }

    /**
     * A scenario's addresses are wanted whatever the NICs are: an agent that tells none tells that they are missing.
     */
    private static boolean lacksAll(VmFacts vm) {
        return vm.actual().guest().isPresent()
                && vm.actual().agentConnected()
                && !vm.expected().addresses().isEmpty();
    }
}
