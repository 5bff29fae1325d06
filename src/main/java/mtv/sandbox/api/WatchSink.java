package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where the frames of a watch go; used on the event loop only. */
final class WatchSink {

    private final Consumer<ObjectNode> frames;
    private final Runnable end;
    private final List<Runnable> onClose;
    private boolean open = true;

    private WatchSink(Consumer<ObjectNode> frames, Runnable end, List<Runnable> onClose) {
        this.frames = frames;
        this.end = end;
        this.onClose = onClose;
    }

    /** One frame per line of an answer without an end. Its headers go now: the first event may be far away. */
    static WatchSink lines(HttpServerResponse response) {
        WatchSink sink = new WatchSink(
                frame -> response.write(Json.write(frame).appendByte((byte) '\n')), response::end, new ArrayList<>());
        response.closeHandler(gone -> sink.closed());
        response.endHandler(done -> sink.closed());
        response.setChunked(true).putHeader("Content-Type", "application/json").write(Buffer.buffer());
        return sink;
    }

    /** One frame per message. */
    static WatchSink messages(ServerWebSocket socket) {
        WatchSink sink =
                new WatchSink(frame -> socket.writeTextMessage(frame.toString()), socket::close, new ArrayList<>());
        socket.closeHandler(gone -> sink.closed());
        return sink;
    }

    /** The same client, behind somebody who decides what becomes of the frames. */
    WatchSink through(Consumer<ObjectNode> other) {
        return new WatchSink(other, this::close, onClose);
    }

    void send(String type, JsonNode object) {
        send(Json.object("type", type, "object", object));
    }

    /** Nothing when the client is gone. */
    void send(ObjectNode frame) {
        if (open) {
            frames.accept(frame);
        }
    }

    /** Says why there will be no more. */
    void fail(ApiError why) {
        send("ERROR", why.status());
        close();
    }

    void close() {
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
        onClose.forEach(Runnable::run);
        onClose.clear();
    }
}
