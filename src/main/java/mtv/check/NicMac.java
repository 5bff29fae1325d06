package mtv.check;

import java.util.List;
import java.util.Locale;

/** Addresses and licences are bound to them. */
final class NicMac extends Check<Comparison> {

    NicMac() {
        super("nic-mac", "Each MAC of the source, in any case, exactly once.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        List<String> macs = vm.actual().nics().stream()
                .map(nic -> nic.mac().toLowerCase(Locale.ROOT))
                .toList();
        for (int i = 0; i < vm.source().nics().size(); i++) {
            String mac = vm.source().nics().get(i).mac();
            if (mac.isEmpty()) {
                findings.notComparable("NIC " + i + " MAC", "the source names none");
                continue;
            }
            long found = macs.stream().filter(mac::equalsIgnoreCase).count();
            findings.hold(found == 1, "NIC " + i + " MAC", Side.of(mac, "mac of the source"), actual(mac, found, macs));
        }
    }

    private static Side actual(String mac, long found, List<String> macs) {
        String none = macs.isEmpty() ? "no NIC" : "only " + macs;
        String text = found == 0 ? none : found == 1 ? mac : found + " NICs with it";
        return Side.of(text, "macAddress of the interfaces");
    }
}
