package mtv.sandbox.apiserver.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where the frames of a watch go; used on the event loop only. The sandbox's time waits for a client that is slow, as
 * far as its patience goes: for a real cluster, which is slower by far, it is not. A client that does not read what
 * happens is let go, as an API server does: it may list again.
 */
public final class WatchSink {

    /** So many frames may wait for the client, besides those of the initial list. */
    private static final int MOST_UNREAD = 100;

    /** As long as Vert.x makes the frames of a message. */
    private static final int FRAME = 64 * 1024;

    private final Consumer<ObjectNode> frames;
    private final Connection connection;
    private final Runnable end;
    private final List<Runnable> onClose;
    private boolean open = true;
    private boolean listed;
    private int unread;

    /** What the frames are written to; derived sinks share it. */
    private static final class Connection {

        private final BooleanSupplier full;
        private final Runnable cut;
        private final Supplier<Runnable> waiting;
        /** Lets time go on; null while nothing waits for the client. */
        private Runnable goOn;

        /**
         * @param full whether what was written waits for the client
         * @param waiting begins to wait for it, and returns what ends that
         */
        Connection(BooleanSupplier full, Runnable cut, Supplier<Runnable> waiting) {
            this.full = full;
            this.cut = cut;
            this.waiting = waiting;
        }

        boolean isFull() {
            boolean now = full.getAsBoolean();
            if (now && goOn == null) {
                goOn = waiting.get();
            }
            return now;
        }

        void drained() {
            if (goOn != null) {
                goOn.run();
                goOn = null;
            }
        }
    }

    private WatchSink(Consumer<ObjectNode> frames, Connection connection, Runnable end, List<Runnable> onClose) {
        this.frames = frames;
        this.connection = connection;
        this.end = end;
        this.onClose = onClose;
    }

    /**
     * One frame per line of an answer without an end. Its headers go now: the first event may be far away.
     *
     * @param waiting begins to wait for the client, and returns what ends that
     */
    static WatchSink lines(HttpServerResponse response, Supplier<Runnable> waiting) {
        Connection connection = new Connection(response::writeQueueFull, response::reset, waiting);
        WatchSink sink = new WatchSink(
                frame -> response.write(Json.write(frame).appendByte((byte) '\n')),
                connection,
                response::end,
                new ArrayList<>());
        response.drainHandler(empty -> connection.drained());
        response.closeHandler(gone -> sink.closed());
        response.endHandler(done -> sink.closed());
        response.setChunked(true).putHeader("Content-Type", "application/json").write(Buffer.buffer());
        return sink;
    }

    /** One frame per message. @param waiting as for {@link #lines} */
    static WatchSink messages(ServerWebSocket socket, Supplier<Runnable> waiting) {
        Connection connection = new Connection(socket::writeQueueFull, socket::close, waiting);
        WatchSink sink =
                new WatchSink(frame -> write(socket, Json.write(frame)), connection, socket::close, new ArrayList<>());
        socket.drainHandler(empty -> connection.drained());
        socket.closeHandler(gone -> sink.closed());
        return sink;
    }

    /** A long message goes in frames of bytes that are there already, instead of being put into words and back. */
    private static void write(ServerWebSocket socket, Buffer message) {
        if (message.length() <= FRAME) {
            socket.writeTextMessage(message.toString());
            return;
        }
        socket.writeFrame(WebSocketFrame.textFrame(message.getString(0, 1), false));
        for (int from = 1; from < message.length(); from += FRAME) {
            int end = Math.min(from + FRAME, message.length());
            socket.writeFrame(WebSocketFrame.continuationFrame(message.slice(from, end), end == message.length()));
        }
    }

    /** The same client, whose frames go through a consumer first. */
    public WatchSink through(Consumer<ObjectNode> other) {
        return new WatchSink(other, connection, this::close, onClose);
    }

    public void send(String type, JsonNode object) {
        send(Json.object("type", type, "object", object));
    }

    /** Nothing when the client is gone. */
    public void send(ObjectNode frame) {
        if (open) {
            unread = listed && connection.isFull() ? unread + 1 : 0;
            if (unread > MOST_UNREAD) {
                open = false;
                connection.cut.run();
            } else {
                frames.accept(frame);
            }
        }
    }

    /** The client was sent what is there; from now on it must keep up. */
    void listed() {
        listed = true;
    }

    /** Says why there will be no more. */
    public void fail(ApiError why) {
        send("ERROR", why.status());
        close();
    }

    public void close() {
        if (open) {
            open = false;
            end.run();
        }
    }

    void onClose(Runnable action) {
        onClose.add(action);
    }

    private void closed() {
        open = false;
        connection.drained();
        onClose.forEach(Runnable::run);
        onClose.clear();
    }
}
