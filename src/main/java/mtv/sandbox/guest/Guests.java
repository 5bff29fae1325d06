package mtv.sandbox.guest;

import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The guests of one sandbox, behind one SSH server on the loopback that starts with the first visit. It tells the
 * guests apart by the port from which a visitor comes.
 */
public final class Guests implements AutoCloseable {

    public static final String LINUX_USER = "root";
    public static final String WINDOWS_USER = "Administrator";

    /** Where the server listens. */
    public static final String HOST = "127.0.0.1";

    /** At which every guest lets people in. */
    public static final int SSH = 22;

    private final String password;
    private final Map<Integer, Guest> visited = new ConcurrentHashMap<>();
    private SshServer server;

    /** @param password of the administrator of every guest */
    public Guests(String password) {
        this.password = password;
    }

    /** To which a visit is to connect on {@link #HOST}. */
    public synchronized int port() {
        if (server == null) {
            server = start();
        }
        return server.getPort();
    }

    /** Must be said before the visitor sends anything. @param from his own port */
    public void visit(int from, Guest guest) {
        visited.put(from, guest);
    }

    /** Forgets the visit. */
    public void leave(int from) {
        visited.remove(from);
    }

    private SshServer start() {
        SshServer ssh = SshServer.setUpDefaultServer();
        ssh.setHost(HOST);
        ssh.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        // as RHEL's guests do; what is safe from quantum computers takes ten times as long
        ssh.setKeyExchangeFactories(List.of(ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519)));
        ssh.setPasswordAuthenticator(this::letsIn);
        ssh.setCommandFactory((channel, command) -> {
            Guest guest = guestOf(channel.getSession()).orElseThrow(() -> new IOException("a visit to no guest"));
            return new CommandOutput(guest, command);
        });
        try {
            ssh.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the guests' SSH server does not start", e);
        }
        return ssh;
    }

    private boolean letsIn(String user, String tried, ServerSession session) {
        return guestOf(session)
                .filter(guest -> user.equals(guest.user()) && tried.equals(password))
                .isPresent();
    }

    private Optional<Guest> guestOf(ServerSession session) {
        return session.getClientAddress() instanceof InetSocketAddress visitor
                ? Optional.ofNullable(visited.get(visitor.getPort()))
                : Optional.empty();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close(true);
        }
    }
}
