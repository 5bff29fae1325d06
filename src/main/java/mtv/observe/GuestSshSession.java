package mtv.observe;

import mtv.await.Await;
import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.cluster.PortForward;
import mtv.settings.Credentials;
import mtv.vm.DestinationVm.Visit;
import mtv.vm.Fact;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Logs in to one guest. A guest that still boots is tried again, since no API reports when its sshd is there; a guest
 * that refuses the password is not.
 */
final class GuestSshSession {

    private static final String BOOT_ID = "cat /proc/sys/kernel/random/boot_id";

    private final SshClient ssh;
    private final PortForward forward;
    private final Credentials login;
    private final Duration limit;
    private final long deadline;
    private final Stop stop;
    private String last = "nothing";

    GuestSshSession(SshClient ssh, PortForward forward, Credentials login, Duration limit, Stop stop) {
        this.ssh = ssh;
        this.forward = forward;
        this.stop = stop;
        this.login = login;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * @param commands for the shell
     * @param sentence what is waited for
     */
    Visit enter(Set<String> commands, String sentence) {
        try {
            return Await.until(sentence, stop).polling(limit, () -> attempt(commands), () -> last);
        } catch (WaitException.OutOfTime e) {
            return Visit.refused(login.username(), last);
        }
    }

    private Optional<Visit> attempt(Set<String> commands) {
        try (ClientSession session =
                ssh.connect(login.username(), forward.address()).verify(left()).getSession()) {
            session.addPasswordIdentity(login.password().reveal());
            session.auth().verify(left());
            Map<String, String> answers = new TreeMap<>();
            commands.forEach(
                    command -> run(session, command).value().ifPresent(answer -> answers.put(command, answer)));
            return Optional.of(Visit.letIn(login.username(), run(session, BOOT_ID), answers));
        } catch (IOException e) {
            return isRefusal(e)
                    ? Optional.of(Visit.refused(login.username(), "the guest refuses the user or his password"))
                    : noGuest(e);
        }
    }

    /** Empty when another try may succeed. */
    private Optional<Visit> noGuest(IOException e) {
        Optional<PortForward.Refusal> refusal = forward.refusal();
        last = refusal.map(PortForward.Refusal::reason).orElse("no SSH: " + e.getMessage());
        return refusal.filter(PortForward.Refusal::isFinal).map(any -> Visit.refused(login.username(), last));
    }

    static boolean isRefusal(IOException e) {
        return e instanceof SshException refusal
                && refusal.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
    }

    private Fact<String> run(ClientSession session, String command) {
        try {
            return Fact.text(session.executeRemoteCommand(command, left()).strip(), command);
        } catch (IOException e) {
            return Fact.unknown(command + ": " + e.getMessage());
        }
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1));
    }
}
