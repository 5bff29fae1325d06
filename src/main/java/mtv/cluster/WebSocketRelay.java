package mtv.cluster;

import io.fabric8.kubernetes.client.http.WebSocket;
import mtv.model.ApiFailure;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.function.IntConsumer;

/** One connection that goes on as a WebSocket; where one end closes, the other one does. Nothing in it waits. */
final class WebSocketRelay implements WebSocket.Listener {

    private static final Logger LOG = LogManager.getLogger();
    private static final int CHUNK = 16 * 1024;
    private static final int NORMAL = 1000;

    private final AsynchronousSocketChannel local;

    WebSocketRelay(AsynchronousSocketChannel local) {
        this.local = local;
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.request();
        read(socket);
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer bytes) {
        local.write(bytes, null, then(socket, count -> {
            if (bytes.hasRemaining()) {
                onMessage(socket, bytes);
            } else {
                socket.request();
            }
        }));
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason) {
        end(socket);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        LOG.debug("A port-forward broke: {}", ApiFailure.words(error));
        close();
    }

    private void read(WebSocket socket) {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        local.read(bytes, null, then(socket, count -> {
            if (count < 0) {
                end(socket);
            } else {
                socket.send(bytes.flip());
                read(socket);
            }
        }));
    }

    private CompletionHandler<Integer, Void> then(WebSocket socket, IntConsumer next) {
        return new CompletionHandler<>() {
            @Override
            public void completed(Integer count, Void none) {
                next.accept(count);
            }

            @Override
            public void failed(Throwable closed, Void none) {
                end(socket);
            }
        };
    }

    private void end(WebSocket socket) {
        socket.sendClose(NORMAL, "");
        close();
    }

    /** Without a word to the other end. */
    void close() {
        try {
            local.close();
        } catch (IOException e) {
            LOG.debug("A port-forward does not close: {}", e.getMessage());
        }
    }
}
