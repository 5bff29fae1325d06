package mtv.check.network;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.Notation;
import mtv.check.compare.ObservedValue;
import mtv.vm.SourceVm;

import java.util.List;

/** Addresses and licences are bound to them. */
final class NicMac extends Check<Comparison> {

    NicMac() {
        super("nic-mac", "Each MAC of the source, in any case, exactly once.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        List<String> macs =
                vm.actual().nics().stream().map(nic -> Notation.mac(nic.mac())).toList();
        List<SourceVm.Nic> nics = vm.wantedNics();
        for (int i = 0; i < nics.size(); i++) {
            String mac = nics.get(i).mac();
            if (mac.isEmpty()) {
                findings.notComparable("NIC " + i + " MAC", "the source names none");
                continue;
            }
            long found = macs.stream().filter(Notation.mac(mac)::equals).count();
            findings.record(
                    found == 1,
                    "NIC " + i + " MAC",
                    ObservedValue.of(mac, "mac of the source"),
                    actual(mac, found, macs));
        }
    }

    private static ObservedValue actual(String mac, long found, List<String> macs) {
        String none = macs.isEmpty() ? "no NIC" : "only " + macs;
        String text = found == 0 ? none : found == 1 ? mac : found + " NICs with it";
        return ObservedValue.of(text, "macAddress of the interfaces");
    }
}
