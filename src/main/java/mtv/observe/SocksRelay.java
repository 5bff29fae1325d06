package mtv.observe;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;

/** Ways through a SOCKS proxy for clients that know none: each a port of the loopback that takes one connection. */
final class SocksRelay {

    private static final Logger LOG = LogManager.getLogger();
    private static final int CONNECT_LIMIT = 20_000;

    private final InetSocketAddress proxy;

    private SocksRelay(InetSocketAddress proxy) {
        this.proxy = proxy;
    }

    /** @param text {@code host:port} */
    static SocksRelay of(String text) {
        int colon = text.lastIndexOf(':');
        return new SocksRelay(
                new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1))));
    }

    /** To be connected to once. @param address where its other end is */
    record Way(InetSocketAddress address, AutoCloseable ends) implements AutoCloseable {

        static Way straight(String host, int port) {
            return new Way(new InetSocketAddress(host, port), () -> {});
        }

        @Override
        public void close() throws IOException {
            try {
                ends.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a way through the proxy does not close", e);
            }
        }
    }

    /** @throws IOException when the proxy is not there, or nobody is there behind it */
    Way to(String host, int port) throws IOException {
        Socket far = new Socket(new Proxy(Proxy.Type.SOCKS, proxy));
        ServerSocket near = new ServerSocket();
        try {
            far.connect(new InetSocketAddress(host, port), CONNECT_LIMIT);
            near.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        } catch (IOException e) {
            far.close();
            near.close();
            throw e;
        }
        start(() -> relay(near, far));
        return new Way((InetSocketAddress) near.getLocalSocketAddress(), () -> {
            near.close();
            far.close();
        });
    }

    private static void relay(ServerSocket near, Socket far) {
        try (far;
                Socket client = near.accept()) {
            Thread back = start(() -> copy(far, client));
            copy(client, far);
            back.join();
        } catch (IOException closed) {
            LOG.debug("A way through a proxy has ended: {}", closed.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of one direction ends the other one, too. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException closed) {
            LOG.debug("A connection through a proxy has ended: {}", closed.getMessage());
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "mtv-socks-relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public String toString() {
        return "the SOCKS proxy " + proxy.getHostString() + ":" + proxy.getPort();
    }
}
