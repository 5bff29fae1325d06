package mtv.check.guest;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares the families of two operating systems by their names, since sources and agents name them differently. */
final class GuestSystem implements Rule<VmFacts> {

    /** Parts of the names by which sources and agents call the systems of a family. */
    private static final Map<String, List<String>> FAMILIES = new TreeMap<>(Map.of(
            "Windows", List.of("win"),
            "Linux",
                    List.of(
                            "linux", "rhel", "red hat", "centos", "fedora", "ubuntu", "debian", "sles", "suse", "rocky",
                            "alma", "coreos", "photon", "amazon"),
            "BSD", List.of("bsd"),
            "Solaris", List.of("solaris")));

    @Override
    public void compare(VmFacts vm, Findings findings) {
        String told = vm.actual().guest().map(DestinationVm.Guest::os).orElse("");
        Optional<String> expected = family(vm.source().guestOs());
        if (told.isBlank() || expected.isEmpty()) {
            findings.notComparable(
                    "guest OS", told.isBlank() ? "the guest does not tell" : "the source tells no known system");
        } else {
            findings.record(
                    expected.equals(family(told)),
                    "guest OS",
                    ReportedValue.of(expected.get() + ": " + vm.source().guestOs(), "guest of the source"),
                    ReportedValue.of(told, "status.guestOSInfo of the instance"));
        }
    }

    private static Optional<String> family(String system) {
        String lower = system.toLowerCase(Locale.ROOT);
        return FAMILIES.entrySet().stream()
                .filter(family -> family.getValue().stream().anyMatch(lower::contains))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
