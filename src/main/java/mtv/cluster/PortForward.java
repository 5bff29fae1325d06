package mtv.cluster;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import mtv.model.ApiFailure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Optional;

/**
 * A port of the loopback that stands for a port of a running VM, until it is closed: KubeVirt's subresource
 * {@code portforward}, with the rights of the cluster's session. Every connection to it is a WebSocket of its own.
 */
public final class PortForward implements AutoCloseable {

    /** KubeVirt's word for binary frames that are the TCP stream and nothing else. */
    private static final String STREAM = "plain.kubevirt.io";

    private final HttpClient http;
    private final URI uri;
    private final AsynchronousServerSocketChannel server;
    private volatile Optional<Refusal> refusal = Optional.empty();

    private PortForward(HttpClient http, URI uri, AsynchronousServerSocketChannel server) {
        this.http = http;
        this.uri = uri;
        this.server = server;
    }

    /**
     * Why the API opened no WebSocket.
     *
     * @param code of its answer, 0 without one
     */
    public record Refusal(int code, String reason) {

        /** Whether it would say the same to the next one who asks. */
        public boolean isFinal() {
            return code >= 400 && code < 500 && code != 429;
        }
    }

    /**
     * Asks the cluster for nothing before somebody connects.
     *
     * @param instance name of a VirtualMachineInstance
     * @throws ClusterException when this machine has no port left
     */
    public static PortForward open(Cluster cluster, String namespace, String instance, int port) {
        URI uri = URI.create(cluster.apiUrl() + "/apis/subresources.kubevirt.io/v1/namespaces/" + namespace
                + "/virtualmachineinstances/" + instance + "/portforward/" + port + "/tcp");
        try {
            AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open()
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            PortForward forward = new PortForward(cluster.client().getHttpClient(), uri, server);
            forward.accept();
            return forward;
        } catch (IOException e) {
            throw new ClusterException("No port of this machine can be forwarded to " + instance + ": " + e);
        }
    }

    /** Where to connect to. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) server.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the port-forward is closed", e);
        }
    }

    /** What the API said when it last refused a connection, which then ended without a word. */
    public Optional<Refusal> refusal() {
        return refusal;
    }

    private void accept() {
        server.accept(null, new CompletionHandler<AsynchronousSocketChannel, Void>() {
            @Override
            public void completed(AsynchronousSocketChannel local, Void none) {
                accept();
                join(local);
            }

            @Override
            public void failed(Throwable closed, Void none) {
                // nobody is to come any more
            }
        });
    }

    private void join(AsynchronousSocketChannel local) {
        WebSocketRelay relay = new WebSocketRelay(local);
        http.newWebSocketBuilder()
                .uri(WebSocket.toWebSocketUri(uri))
                .subprotocol(STREAM)
                .buildAsync(relay)
                .whenComplete((socket, error) -> {
                    refusal = Optional.ofNullable(error).map(PortForward::refusal);
                    if (error != null) {
                        relay.close();
                    }
                });
    }

    private static Refusal refusal(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebSocketHandshakeException handshake) {
                int code = handshake.getResponse().code();
                return new Refusal(code, "the API refuses the port-forward with " + code);
            }
        }
        return new Refusal(0, "no port-forward: " + ApiFailure.words(error));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("a port of the loopback cannot be closed", e);
        }
    }
}
