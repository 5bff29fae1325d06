package mtv.acceptance.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** A proxy on the loopback that opens tunnels for clients with the right user and password. */
public final class TunnelProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String login;
    private final List<String> tunnels = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refused = Collections.synchronizedList(new ArrayList<>());

    public TunnelProxy(String user, String password) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.login =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Requested hosts and ports, one entry for each connection. */
    public List<String> tunnels() {
        return List.copyOf(tunnels);
    }

    public List<String> refused() {
        return List.copyOf(refused);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the proxy is closed
        }
    }

    private void serve(Socket client) {
        try {
            List<String> head = head(client.getInputStream());
            String target = head.get(0).split(" ")[1];
            boolean known = head.stream()
                    .anyMatch(line ->
                            line.regionMatches(true, 0, "Proxy-Authorization: " + login, 0, 21 + login.length()));
            if (!known) {
                refused.add(target);
                client.getOutputStream()
                        .write(("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                        + "Content-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                client.close();
                return;
            }
            tunnels.add(target);
            int colon = target.lastIndexOf(':');
            Socket origin = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
            client.getOutputStream().write("HTTP/1.1 200 Go\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            start(() -> pump(client, origin));
            pump(origin, client);
        } catch (IOException | RuntimeException e) {
            refused.add(e.toString());
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString().lines().toList();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException closed) {
            // the other end is gone
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
