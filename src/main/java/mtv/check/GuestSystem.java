package mtv.check;

import java.util.Locale;

/** Booted from a wrong disk it may be another one. */
final class GuestSystem extends Check<Comparison> {

    GuestSystem() {
        super("guest-os", "The guest runs an operating system of the source's family.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        String told = vm.actual().guest().map(DestinationVm.Guest::os).orElse("");
        if (told.isBlank() || vm.source().guestOs().isBlank()) {
            findings.notComparable("guest OS", "only one side tells it, or none");
        } else {
            boolean windows = told.toLowerCase(Locale.ROOT).contains("windows");
            findings.hold(
                    windows == vm.source().isWindows(),
                    "guest OS",
                    Side.of(vm.source().guestOs(), "guest of the source"),
                    Side.of(told, "status.guestOSInfo of the instance"));
        }
    }
}
