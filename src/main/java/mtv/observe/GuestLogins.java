package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.check.guest.GuestChecks;
import mtv.cluster.Cluster;
import mtv.cluster.PortForward;
import mtv.settings.Credentials;
import mtv.settings.SourceProviderEntry;
import mtv.text.LogScope;
import mtv.vm.DestinationVm.Visit;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Logs in to guests by SSH, with the guest credentials of the provider's entry, through a port-forward over the API.
 * Any host key is accepted, since nobody can know it beforehand; the API's own certificate vouches that the right guest
 * answers.
 */
public final class GuestLogins {

    private static final int SSH = 22;
    private static final int AT_ONCE = 8;

    private static final String ANSWER = "answer ";

    private final Cluster cluster;
    private final String namespace;
    private final Map<String, GuestQuestions> guests;
    private final Duration limit;

    /**
     * @param guests by the name of the VM
     * @param limit how long each guest may take to accept the login
     */
    GuestLogins(Cluster cluster, String namespace, Map<String, GuestQuestions> guests, Duration limit) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.guests = guests;
        this.limit = limit;
    }

    /**
     * Who logs in to the guest of a VM, by the system that its agent reports.
     *
     * @param wanted the setting check_ssh
     */
    public static Function<String, Fact<Credentials>> of(SourceVm vm, SourceProviderEntry entry, boolean wanted) {
        return agent -> {
            String system = vm.guestOs().isBlank() ? agent : vm.guestOs();
            if (!wanted || system.isBlank()) {
                return Fact.unknown(
                        wanted ? "neither source nor agent tells the guest's system" : "check_ssh is false");
            }
            boolean windows = SourceVm.isWindows(system);
            String key = windows ? "guest_vm_win_user" : "guest_vm_linux_user";
            return (windows ? entry.windowsGuests() : entry.linuxGuests())
                    .map(login -> Fact.of(login, key + " of " + entry.key()))
                    .orElse(Fact.unknown("source provider " + entry.key() + " has no " + key));
        };
    }

    /**
     * Tries every guest of ours that runs, several at once.
     *
     * @return by the name of the VM
     */
    Map<String, Fact<Visit>> visit(List<GenericKubernetesResource> instances) {
        Map<String, Fact<Credentials>> running = new TreeMap<>();
        instances.stream()
                .filter(instance -> "Running".equals(instance.get("status", "phase")))
                .filter(instance -> guests.containsKey(instance.getMetadata().getName()))
                .forEach(instance -> {
                    String name = instance.getMetadata().getName();
                    running.put(
                            name,
                            hasAddress(instance)
                                    ? guests.get(name).login().apply(system(instance))
                                    : Fact.unknown(GuestChecks.NO_ADDRESS));
                });
        Map<String, Visit> visits = running.values().stream().anyMatch(Fact::isKnown) ? tried(running) : Map.of();
        Map<String, Fact<Visit>> told = new TreeMap<>();
        running.forEach((name, login) -> told.put(
                name,
                login.isKnown()
                        ? Fact.of(visits.get(name).among(visits), login.origin())
                        : Fact.unknown(login.origin())));
        return told;
    }

    /** Empty while the agent tells nothing. */
    private static String system(GenericKubernetesResource instance) {
        Object name = instance.get("status", "guestOSInfo", "name");
        return name == null ? "" : name.toString();
    }

    private static boolean hasAddress(GenericKubernetesResource instance) {
        return instance.get("status", "interfaces") instanceof List<?> all
                && all.stream()
                        .anyMatch(each -> each instanceof Map<?, ?> nic
                                && nic.get("ipAddress") instanceof String address
                                && !address.isEmpty());
    }

    private Map<String, Visit> tried(Map<String, Fact<Credentials>> running) {
        LogScope scope = LogScope.current();
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(AT_ONCE, running.size()));
        try (SshClient ssh = client()) {
            Map<String, CompletableFuture<Visit>> underWay = new TreeMap<>();
            running.forEach((name, guest) -> guest.value()
                    .ifPresent(login -> underWay.put(
                            name,
                            CompletableFuture.supplyAsync(
                                    scope.ofVm(name).carry(() -> visit(ssh, name, login)), workers))));
            Map<String, Visit> visits = new TreeMap<>();
            underWay.forEach((name, visit) -> visits.put(name, visit.join()));
            return visits;
        } catch (IOException e) {
            throw new UncheckedIOException("The SSH client does not close: " + e.getMessage(), e);
        } finally {
            workers.shutdownNow();
        }
    }

    private Visit visit(SshClient ssh, String name, Credentials login) {
        Optional<Visit> recorded = cluster.wire().noted("guest " + name).map(GuestLogins::visit);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        try (PortForward forward = PortForward.open(cluster, namespace, name, SSH)) {
            Visit visit = new GuestSshSession(ssh, forward, login, limit, cluster.stop())
                    .enter(guests.get(name).commands(), "the guest of " + name + " answers by SSH");
            cluster.wire().note("guest " + name, facts(visit));
            return visit;
        }
    }

    /** For a recording, as what is said through the port-forward is encrypted. */
    private static Map<String, String> facts(Visit visit) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("user", visit.user());
        visit.refusal().ifPresent(why -> facts.put("refusal", why));
        facts.put("boot id", visit.bootId().value().orElse(""));
        facts.put("boot id from", visit.bootId().origin());
        visit.answers().forEach((command, answer) -> facts.put(ANSWER + command, answer));
        return facts;
    }

    private static Visit visit(Map<String, String> facts) {
        if (facts.containsKey("refusal")) {
            return Visit.refused(facts.get("user"), facts.get("refusal"));
        }
        String bootId = facts.getOrDefault("boot id", "");
        String origin = facts.getOrDefault("boot id from", "");
        Map<String, String> answers = new TreeMap<>();
        facts.forEach((key, answer) -> {
            if (key.startsWith(ANSWER)) {
                answers.put(key.substring(ANSWER.length()), answer);
            }
        });
        return Visit.letIn(
                facts.get("user"), bootId.isEmpty() ? Fact.unknown(origin) : Fact.of(bootId, origin), answers);
    }

    /** Without the user's own keys and configuration, which are not meant for such guests. */
    static SshClient client() {
        SshClient ssh = SshClient.setUpDefaultClient();
        ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        ssh.setServerKeyVerifier((session, address, key) -> true);
        ssh.setUserAuthFactories(
                List.of(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE));
        ssh.start();
        return ssh;
    }
}
