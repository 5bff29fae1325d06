package mtv.check;

import mtv.provider.SourceVm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** As many NICs as before, each with its MAC, each MAC on the network that the map leads to. */
final class NicCheck implements Check {

    @Override
    public String property() {
        return "NICs";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        List<Difference> differences = new ArrayList<>();
        int expected = vm.source().nics().size();
        int actual = vm.actual().nics().size();
        if (expected != actual) {
            differences.add(vm.differs("NIC count", expected, actual));
        }
        for (int i = 0; i < expected; i++) {
            compare(vm, i, differences);
        }
        return differences;
    }

    private static void compare(Comparison vm, int index, List<Difference> differences) {
        SourceVm.Nic nic = vm.source().nics().get(index);
        Optional<DestinationVm.Nic> found = vm.actual().nics().stream()
                .filter(n -> n.mac().toLowerCase(Locale.ROOT).equals(nic.mac().toLowerCase(Locale.ROOT)))
                .findFirst();
        if (found.isEmpty()) {
            List<String> macs =
                    vm.actual().nics().stream().map(DestinationVm.Nic::mac).toList();
            differences.add(vm.differs("NIC " + index + " MAC", nic.mac(), macs.isEmpty() ? "no NIC" : "only " + macs));
            return;
        }
        String network = vm.expected().networks().getOrDefault(nic.network(), "a mapped network");
        if (!network.equals(found.get().network())) {
            differences.add(vm.differs(
                    "NIC " + index + " (" + nic.mac() + ") network",
                    network,
                    found.get().network()));
        }
    }
}
