package mtv.sandbox.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;

import java.util.ArrayList;
import java.util.List;

/** Where the frames of a watch go; used on the event loop only. */
abstract sealed class WatchSink {

    private final List<Runnable> onClose = new ArrayList<>();

    /** Sends one frame, or nothing when the client is gone. */
    abstract void send(Buffer frame);

    abstract void close();

    void onClose(Runnable action) {
        onClose.add(action);
    }

    final void closed() {
        onClose.forEach(Runnable::run);
        onClose.clear();
    }

    /** One frame per line of an answer without an end. */
    static final class Chunks extends WatchSink {

        private final HttpServerResponse response;

        Chunks(HttpServerResponse response) {
            this.response = response;
            response.setChunked(true).putHeader("Content-Type", "application/json");
            response.closeHandler(gone -> closed());
            response.endHandler(done -> closed());
            // the headers at once: clients wait for them, and the first event may be far away
            response.write(Buffer.buffer());
        }

        @Override
        void send(Buffer frame) {
            if (!response.ended() && !response.closed()) {
                response.write(frame.appendByte((byte) '\n'));
            }
        }

        @Override
        void close() {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        }
    }

    /** One frame per message. */
    static final class Socket extends WatchSink {

        private final ServerWebSocket socket;

        Socket(ServerWebSocket socket) {
            this.socket = socket;
            socket.closeHandler(gone -> closed());
        }

        @Override
        void send(Buffer frame) {
            if (!socket.isClosed()) {
                socket.writeTextMessage(frame.toString());
            }
        }

        @Override
        void close() {
            if (!socket.isClosed()) {
                socket.close();
            }
        }
    }
}
