package mtv.check.guest;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.GuestCommands;

import java.util.List;
import java.util.regex.Pattern;

/** Nobody is found by name without them. */
final class GuestNameServers extends Check<Comparison> {

    private static final Pattern SERVER = Pattern.compile("(?m)^nameserver (\\S+)");

    GuestNameServers() {
        super("guest-dns", "A Linux guest with static addresses asks the name servers that it asked before.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.askedGuest(findings, "name servers", vm.source().nameServers(), List.of(GuestCommands.NAME_SERVERS), SERVER);
    }
}
