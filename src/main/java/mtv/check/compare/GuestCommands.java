package mtv.check.compare;

import mtv.vm.SourceVm;

import java.util.Set;
import java.util.TreeSet;

/** The commands that a guest's shell answers for the checks. */
public final class GuestCommands {

    public static final String ROUTES = "ip route show default";
    public static final String ROUTES_6 = "ip -6 route show default";
    public static final String NAME_SERVERS = "cat /etc/resolv.conf";

    private GuestCommands() {}

    /**
     * The commands for one guest: nothing is asked that no check looks at.
     *
     * @param keeps whether the Plan keeps static addresses
     * @param known commands of the scenario
     */
    public static Set<String> of(SourceVm source, boolean keeps, Set<String> known) {
        Set<String> commands = new TreeSet<>(known);
        if (keeps && !source.isWindows()) {
            source.gateways().value().filter(all -> !all.isEmpty()).ifPresent(any -> {
                commands.add(ROUTES);
                commands.add(ROUTES_6);
            });
            source.nameServers().value().filter(all -> !all.isEmpty()).ifPresent(any -> commands.add(NAME_SERVERS));
        }
        return commands;
    }
}
