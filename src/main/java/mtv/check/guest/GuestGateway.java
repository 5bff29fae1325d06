package mtv.check.guest;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.GuestCommands;

import java.util.List;
import java.util.regex.Pattern;

/** With its address and no route a guest is alone. */
final class GuestGateway extends Check<Comparison> {

    private static final Pattern VIA = Pattern.compile("via (?:inet6? )?(\\S+)");

    GuestGateway() {
        super("guest-gateway", "A Linux guest with static addresses has its gateways, of IPv4 and of IPv6.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.askedGuest(
                findings,
                "gateways",
                vm.source().gateways(),
                List.of(GuestCommands.ROUTES, GuestCommands.ROUTES_6),
                VIA);
    }
}
