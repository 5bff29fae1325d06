package mtv.check.guest;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.GuestCommands;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;
import mtv.vm.DestinationVm.Visit;
import mtv.vm.Fact;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the guest says, by its agent or after a login. */
public final class GuestChecks {

    private static final Pattern GATEWAY = Pattern.compile("via (?:inet6? )?(\\S+)");
    private static final Pattern NAME_SERVER = Pattern.compile("(?m)^nameserver (\\S+)");

    /** Why nobody can log in to a guest of which KubeVirt knows no address. */
    public static final String NO_ADDRESS = "status.interfaces of the instance has no address that could be dialled";

    private GuestChecks() {}

    public static List<Check<VmFacts>> ofVm() {
        return List.of(
                new Check<>(
                        "guest-addresses",
                        "The static IP addresses of the guest, IPv4 and IPv6: those of the source that the Plan keeps,"
                                + " and those that the scenario names. They are compared where the guest tells its"
                                + " addresses.",
                        new GuestAddresses()),
                new Check<>(
                        "guest-gateway",
                        "The gateways, IPv4 and IPv6, of a Linux guest with static addresses. With an address and no"
                                + " route a guest reaches nobody outside of its network.",
                        new NetworkServers(
                                "gateways",
                                SourceVm::gateways,
                                List.of(GuestCommands.ROUTES, GuestCommands.ROUTES_6),
                                GATEWAY)),
                new Check<>(
                        "guest-dns",
                        "The name servers of a Linux guest with static addresses. Without them the guest finds nobody"
                                + " by name.",
                        new NetworkServers(
                                "name servers",
                                SourceVm::nameServers,
                                List.of(GuestCommands.NAME_SERVERS),
                                NAME_SERVER)),
                new Check<>(
                        "guest-content",
                        "The answers of the guest's shell that the scenario knows, such as the checksum of a disk or a"
                                + " marker. Disks may be right in number and size, and wrong in content.",
                        GuestChecks::content),
                new Check<>(
                        "guest-canary",
                        "The files that the source's guest wrote while a warm migration copied it. The migrated guest"
                                + " must have each as it was written, and above all the last. What is missing is what"
                                + " users lose.",
                        new CanaryFiles()),
                new Check<>(
                        "guest-agent",
                        "The connection of the guest's agent, where the scenario asks for one. It shows that the guest"
                                + " came up; a VM that is meant to be off is started for it.",
                        GuestChecks::agent,
                        "VirtualMachine:/status/conditions/[type=AgentConnected]/status"),
                new Check<>(
                        "guest-os",
                        "The family of the guest's operating system. A VM that boots from a wrong disk may run another"
                                + " one.",
                        new GuestSystem()),
                new Check<>(
                        "ssh-login",
                        "The login to the guest by SSH, with user and password of the source provider's entry. A VM"
                                + " that is off and whose agent nobody asks for is not started for it.",
                        GuestChecks::login),
                new Check<>(
                        "boot-id",
                        "The boot id that a Linux guest tells after a login, and that no other guest of the run may"
                                + " tell. Guests with the same id are one guest, or copies of one that ran.",
                        new BootId()));
    }

    private static void content(VmFacts vm, Findings findings) {
        Optional<Visit> visit = vm.actual().login();
        if (vm.expected().tells().isEmpty() || visit.isEmpty()) {
            findings.notComparable(
                    "content", visit.isEmpty() ? "nobody logged in" : "the scenario knows nothing of it");
            return;
        }
        vm.expected().tells().forEach((command, part) -> {
            String told = visit.get().answers().getOrDefault(command, "no answer");
            findings.record(
                    told.contains(part),
                    "answer to " + command,
                    ReportedValue.of(part, "guest_tells of the scenario"),
                    ReportedValue.of(told.isEmpty() ? "nothing" : told, "the guest's shell"));
        });
    }

    private static void agent(VmFacts vm, Findings findings) {
        if (vm.expected().agent()) {
            findings.equal(
                    "guest agent",
                    ReportedValue.of("connected", "guest_agent of the scenario"),
                    ReportedValue.of(
                            vm.actual().agentConnected() ? "connected" : "not connected", "condition AgentConnected"));
        } else {
            findings.notComparable("guest agent", "the scenario does not ask for one");
        }
    }

    private static void login(VmFacts vm, Findings findings) {
        Optional<DestinationVm.Guest> guest = vm.actual().guest();
        if (guest.isEmpty()) {
            findings.notComparable("SSH login", "the guest does not run");
            return;
        }
        Fact<Visit> visit = guest.get().visit();
        boolean onPods =
                vm.actual().nics().stream().anyMatch(nic -> nic.network().equals("pod"));
        if (onPods && visit.origin().equals(NO_ADDRESS)) {
            findings.record(
                    false,
                    "SSH login",
                    ReportedValue.of("an address to log in at", "a NIC on the pod network"),
                    ReportedValue.of("none", NO_ADDRESS));
            return;
        }
        findings.equal(
                "SSH login",
                visit.map(tried -> tried.user() + " is let in"),
                new Fact<>(
                        visit.value().map(tried -> tried.refusal().orElse(tried.user() + " is let in")),
                        "port-forward to port 22"));
    }
}
