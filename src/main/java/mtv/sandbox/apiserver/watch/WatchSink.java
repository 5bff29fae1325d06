package mtv.sandbox.apiserver.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where the frames of a watch go; used on the event loop only. A client that does not read what happens is let go, as
 * an API server does: it may list again.
 */
public final class WatchSink {

    /** So many frames may wait for the client, besides those of the initial list. */
    private static final int MOST_UNREAD = 100;

    private final Consumer<ObjectNode> frames;
    private final Connection connection;
    private final List<Runnable> onClose;
    private boolean open = true;
    private boolean listed;
    private int unread;

    /** @param full whether what was written waits for the client */
    private record Connection(BooleanSupplier full, Runnable end, Runnable cut) {}

    private WatchSink(Consumer<ObjectNode> frames, Connection connection, List<Runnable> onClose) {
        this.frames = frames;
        this.connection = connection;
        this.onClose = onClose;
    }

    /** One frame per line of an answer without an end. Its headers go now: the first event may be far away. */
    static WatchSink lines(HttpServerResponse response) {
        WatchSink sink = new WatchSink(
                frame -> response.write(Json.write(frame).appendByte((byte) '\n')),
                new Connection(response::writeQueueFull, response::end, response::reset),
                new ArrayList<>());
        response.closeHandler(gone -> sink.closed());
        response.endHandler(done -> sink.closed());
        response.setChunked(true).putHeader("Content-Type", "application/json").write(Buffer.buffer());
        return sink;
    }

    /** One frame per message. */
    static WatchSink messages(ServerWebSocket socket) {
        WatchSink sink = new WatchSink(
                frame -> socket.writeTextMessage(frame.toString()),
                new Connection(socket::writeQueueFull, socket::close, socket::close),
                new ArrayList<>());
        socket.closeHandler(gone -> sink.closed());
        return sink;
    }

    /** The same client, whose frames go through a consumer first. */
    public WatchSink through(Consumer<ObjectNode> other) {
        return new WatchSink(other, new Connection(connection.full, this::close, connection.cut), onClose);
    }

    public void send(String type, JsonNode object) {
        send(Json.object("type", type, "object", object));
    }

    /** Nothing when the client is gone. */
    public void send(ObjectNode frame) {
        if (open) {
            unread = listed && connection.full.getAsBoolean() ? unread + 1 : 0;
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
            connection.end.run();
        }
    }

    void onClose(Runnable action) {
        onClose.add(action);
    }

    private void closed() {
        open = false;
        onClose.forEach(Runnable::run);
        onClose.clear();
    }
}
