package mtv.check;

import mtv.check.Comparison.NicPair;

import java.util.List;

/** Guests number them by it. Only those on both sides are looked at. */
final class NicOrder extends Check<Comparison> {

    NicOrder() {
        super("nic-order", "The NICs are in the order of the source.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        List<NicPair> pairs = vm.nics();
        List<String> expected =
                pairs.stream().map(pair -> pair.migrated().mac()).toList();
        List<String> actual = vm.actual().nics().stream()
                .map(DestinationVm.Nic::mac)
                .filter(expected::contains)
                .toList();
        findings.equal(
                "NIC order", Side.of(expected, "nics of the source"), Side.of(actual, "domain.devices.interfaces"));
    }
}
