package mtv.check.guest;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;

import java.util.List;

/** What the guest says, by its agent or after a login. */
public final class GuestChecks {

    private GuestChecks() {}

    public static List<Check<Comparison>> ofVm() {
        return List.of(
                new GuestAddresses(),
                new GuestGateway(),
                new GuestNameServers(),
                new GuestContent(),
                new GuestAgent(),
                new GuestSystem(),
                new SshLogin(),
                new BootId());
    }
}
