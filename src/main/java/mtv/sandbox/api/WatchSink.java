package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import mtv.sandbox.fault.Weather;

import java.util.ArrayList;
import java.util.List;

/** Where the frames of a watch go; used on the event loop only. */
abstract sealed class WatchSink {

    private final List<Runnable> onClose = new ArrayList<>();

    /** Sends the headers: clients wait for them, and the first event may be far away. */
    void open() {
        // a WebSocket is open already
    }

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
        }

        @Override
        void open() {
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

    /** What the weather leaves of another one. */
    static final class Spoiled extends WatchSink {

        private final WatchSink sink;
        private final Weather weather;
        private final Vertx vertx;
        private final Runnable cut;
        private int sent;

        /** @param cut breaks the connection */
        Spoiled(WatchSink sink, Weather weather, Vertx vertx, Runnable cut) {
            this.sink = sink;
            this.weather = weather;
            this.vertx = vertx;
            this.cut = cut;
            if (weather.after() == 0) {
                vertx.runOnContext(now -> end());
            }
        }

        @Override
        void open() {
            sink.open();
        }

        @Override
        void send(Buffer frame) {
            if (sent++ < weather.after()) {
                sink.send(frame);
                return;
            }
            switch (weather.watch()) {
                case "duplicate" -> {
                    sink.send(frame.copy());
                    sink.send(frame);
                }
                case "delay" -> vertx.setTimer(weather.delayMs(), late -> sink.send(frame));
                default -> end();
            }
        }

        private void end() {
            switch (weather.watch()) {
                case "close" -> sink.close();
                case "reset" -> cut.run();
                case "gone" -> {
                    ObjectNode error = Json.object().put("type", "ERROR");
                    error.set(
                            "object",
                            ApiError.expired("too old resource version").status());
                    sink.send(Json.write(error));
                    sink.close();
                }
                default -> {
                    // silent
                }
            }
        }

        @Override
        void close() {
            sink.close();
        }

        @Override
        void onClose(Runnable action) {
            sink.onClose(action);
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
