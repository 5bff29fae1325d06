package mtv.check.network;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.Pairs.Pair;
import mtv.vm.DestinationVm;
import mtv.vm.SourceVm;

import java.util.List;

/** Guests number them by it. Only those on both sides are looked at. */
final class NicOrder extends Check<Comparison> {

    NicOrder() {
        super("nic-order", "The NICs are in the order of the source.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        List<Pair<SourceVm.Nic, DestinationVm.Nic>> pairs = vm.nics().identified();
        if (pairs.size() < 2) {
            findings.notComparable("NIC order", "fewer than two NICs are known by their MACs on both sides");
            return;
        }
        List<String> expected =
                pairs.stream().map(pair -> pair.migrated().mac()).toList();
        List<String> actual = vm.actual().nics().stream()
                .filter(nic -> pairs.stream().anyMatch(pair -> pair.migrated() == nic))
                .map(DestinationVm.Nic::mac)
                .toList();
        findings.equal(
                "NIC order",
                ObservedValue.of(expected, "nics of the source"),
                ObservedValue.of(actual, "domain.devices.interfaces"));
    }
}
