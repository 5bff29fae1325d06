package mtv.observe;

import mtv.settings.Credentials;
import mtv.settings.SourceProviderEntry;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The shell of a guest on its source, at the addresses that the inventory tells of it, by the credentials of the
 * provider's entry. Any host key is accepted, as nobody can know it beforehand.
 */
public final class SourceShell {

    private static final int SSH = 22;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SourceVm vm;
    private final Credentials login;
    private final Optional<SocksRelay> relay;

    private SourceShell(SourceVm vm, Credentials login, Optional<SocksRelay> relay) {
        this.vm = vm;
        this.login = login;
        this.relay = relay;
    }

    /** The guest is there, and lets the user not in. */
    public static final class LockedOutException extends IOException {

        private static final long serialVersionUID = 1L;

        private LockedOutException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Asks the guest for nothing yet; unknown where nobody may or can log in. */
    public static Fact<SourceShell> of(SourceVm vm, SourceProviderEntry entry) {
        Fact<Credentials> login = GuestLogins.of(vm, entry, true).apply("");
        if (!login.isKnown()) {
            return Fact.unknown(login.origin());
        }
        return Fact.of(new SourceShell(vm, login.get(), entry.guestSshProxy().map(SocksRelay::of)), login.origin());
    }

    /**
     * Runs a command and waits for its answer.
     *
     * @throws IOException which says at which address nobody answered, or what was answered
     */
    public String answer(String command) throws IOException {
        IOException last = new IOException("the inventory tells no address of the guest");
        for (String address : vm.reachable()) {
            try {
                return answer(command, address);
            } catch (IOException unreachable) {
                if (GuestSshSession.isRefusal(unreachable)) {
                    throw new LockedOutException(
                            "the guest at " + address + " refuses " + login.username() + " or his password",
                            unreachable);
                }
                last = new IOException(
                        address + " port " + SSH
                                + relay.map(any -> " through " + any).orElse("") + ": " + unreachable.getMessage(),
                        unreachable);
            }
        }
        throw last;
    }

    private String answer(String command, String address) throws IOException {
        try (SocksRelay.Way way =
                        relay.isPresent() ? relay.get().to(address, SSH) : SocksRelay.Way.straight(address, SSH);
                SshClient ssh = GuestLogins.client();
                ClientSession session = ssh.connect(login.username(), way.address())
                        .verify(LIMIT)
                        .getSession()) {
            session.addPasswordIdentity(login.password().reveal());
            session.auth().verify(LIMIT);
            return session.executeRemoteCommand(command, LIMIT).strip();
        }
    }
}
