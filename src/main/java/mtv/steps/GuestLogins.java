package mtv.steps;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.await.Await;
import mtv.await.WaitException;
import mtv.check.DestinationVm.Visit;
import mtv.cluster.Cluster;
import mtv.cluster.PortForward;
import mtv.provider.Fact;
import mtv.provider.SourceVm;
import mtv.settings.Login;
import mtv.settings.SourceProviderEntry;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Logs in to guests by SSH, with the guest credentials of the provider's entry, through a port-forward over the API.
 * Any host key is accepted: nobody can know it beforehand, and that it is the right guest that answers, the API's own
 * certificate vouches for.
 */
final class GuestLogins {

    private static final int SSH = 22;
    private static final int AT_ONCE = 8;
    private static final String BOOT_ID = "cat /proc/sys/kernel/random/boot_id";

    private final Cluster cluster;
    private final String namespace;
    private final Map<String, Fact<Login>> guests;
    private final Duration limit;

    /**
     * @param guests by the name of the VM, who is to log in, or why nobody is
     * @param limit how long each guest may take to let him in
     */
    GuestLogins(Cluster cluster, String namespace, Map<String, Fact<Login>> guests, Duration limit) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.guests = guests;
        this.limit = limit;
    }

    /** Who is to log in to the guest of a VM. @param wanted the setting check_ssh */
    static Fact<Login> of(SourceVm vm, SourceProviderEntry entry, boolean wanted) {
        String key = vm.isWindows() ? "guest_vm_win_user" : "guest_vm_linux_user";
        if (!wanted) {
            return Fact.untold("check_ssh is false");
        }
        return (vm.isWindows() ? entry.windowsGuests() : entry.linuxGuests())
                .map(login -> Fact.of(login, key + " of " + entry.key()))
                .orElse(Fact.untold("source provider " + entry.key() + " has no " + key));
    }

    /** Tries every guest of ours that runs, several at once. @return by the name of the VM */
    Map<String, Fact<Visit>> visit(List<GenericKubernetesResource> instances) {
        Map<String, Fact<Login>> running = instances.stream()
                .filter(instance -> "Running".equals(instance.get("status", "phase")))
                .map(instance -> instance.getMetadata().getName())
                .filter(guests::containsKey)
                .collect(Collectors.toMap(name -> name, guests::get, (a, b) -> a, TreeMap::new));
        Map<String, Visit> visits = running.values().stream().anyMatch(Fact::isTold) ? tried(running) : Map.of();
        Map<String, Fact<Visit>> told = new TreeMap<>();
        running.forEach((name, login) -> told.put(
                name,
                login.isTold()
                        ? Fact.of(alike(name, visits), login.origin())
                        : Fact.untold(login.origin())));
        return told;
    }

    private Map<String, Visit> tried(Map<String, Fact<Login>> running) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(AT_ONCE, running.size()));
        try (SshClient ssh = client()) {
            Map<String, CompletableFuture<Visit>> underWay = new TreeMap<>();
            running.forEach((name, guest) -> guest.value()
                    .ifPresent(login -> underWay.put(
                            name, CompletableFuture.supplyAsync(() -> visit(ssh, name, login), workers))));
            Map<String, Visit> visits = new TreeMap<>();
            underWay.forEach((name, visit) -> visits.put(name, visit.join()));
            return visits;
        } catch (IOException e) {
            throw new MigrationException("The SSH client does not close: " + e.getMessage());
        } finally {
            workers.shutdownNow();
        }
    }

    /** Without the user's own keys and configuration, which are not meant for such guests. */
    private static SshClient client() {
        SshClient ssh = SshClient.setUpDefaultClient();
        ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        ssh.setServerKeyVerifier((session, address, key) -> true);
        ssh.setUserAuthFactories(
                List.of(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE));
        ssh.start();
        return ssh;
    }

    /** A guest that still boots is asked again, since no API tells when its sshd is there. */
    private Visit visit(SshClient ssh, String name, Login login) {
        AtomicReference<String> last = new AtomicReference<>("nothing");
        try (PortForward forward = PortForward.open(cluster, namespace, name, SSH)) {
            return Await.until("the guest of " + name + " answers by SSH")
                    .polling(limit, () -> attempt(ssh, forward, login, last), last::get);
        } catch (WaitException.OutOfTime e) {
            return Visit.refused(login.username(), last.get());
        }
    }

    private Optional<Visit> attempt(SshClient ssh, PortForward forward, Login login, AtomicReference<String> last) {
        try (ClientSession session = ssh.connect(login.username(), forward.address())
                .verify(limit)
                .getSession()) {
            session.addPasswordIdentity(login.password().reveal());
            session.auth().verify(limit);
            return Optional.of(Visit.letIn(login.username(), bootId(session)));
        } catch (IOException e) {
            if (isRefusal(e)) {
                return Optional.of(Visit.refused(login.username(), "the guest refuses the user or his password"));
            }
            Optional<PortForward.Refusal> refusal = forward.refusal();
            last.set(refusal.map(PortForward.Refusal::reason).orElse("no SSH: " + e.getMessage()));
            return refusal.filter(PortForward.Refusal::isFinal)
                    .map(any -> Visit.refused(login.username(), last.get()));
        }
    }

    private static boolean isRefusal(IOException e) {
        return e instanceof SshException ssh
                && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
    }

    private Fact<String> bootId(ClientSession session) {
        try {
            return Fact.text(session.executeRemoteCommand(BOOT_ID, limit).strip(), BOOT_ID);
        } catch (IOException e) {
            return Fact.untold("the guest has none, as Windows has not");
        }
    }

    private static Visit alike(String name, Map<String, Visit> visits) {
        Visit visit = visits.get(name);
        Set<String> others = visits.entrySet().stream()
                .filter(other -> !other.getKey().equals(name))
                .filter(other -> visit.bootId().isTold()
                        && other.getValue().bootId().value().equals(visit.bootId().value()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        return visit.sharing(others);
    }
}
