package mtv.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.WebSocket;
import mtv.cluster.login.OAuthTokens;
import mtv.record.RecordedConnection;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Shows the wire what passes, while it passes on to whom it is for. */
final class RecordedTraffic {

    private final RecordedConnection wire;
    private final String server;

    RecordedTraffic(RecordedConnection wire, String server) {
        this.wire = wire;
        this.server = server;
    }

    /** A login is no fact about a cluster, and is full of secrets. */
    static boolean isLogin(URI uri) {
        return Stream.of("/oauth/", "/.well-known/", OAuthTokens.PATH).anyMatch(uri.getPath()::startsWith);
    }

    RecordedConnection.Request request(StandardHttpRequest request) {
        String body = request.bodyString();
        return request(request.method(), request.uri(), body == null ? "" : body);
    }

    RecordedConnection.Request request(String method, URI uri, String body) {
        String query = uri.getRawQuery();
        return new RecordedConnection.Request(
                server, method, uri.getRawPath() + (query == null ? "" : "?" + query), body);
    }

    /** One answer, whose body is kept as it is read. */
    final class Exchange implements AsyncBody.Consumer<List<ByteBuffer>> {

        private final StandardHttpRequest request;
        private final AsyncBody.Consumer<List<ByteBuffer>> reader;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Exchange(StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> reader) {
            this.request = request;
            this.reader = reader;
        }

        @Override
        public void consume(List<ByteBuffer> bytes, AsyncBody answer) throws Exception {
            for (ByteBuffer chunk : bytes) {
                ByteBuffer copy = chunk.duplicate();
                byte[] taken = new byte[copy.remaining()];
                copy.get(taken);
                body.writeBytes(taken);
            }
            reader.consume(bytes, answer);
        }

        void asked() {
            wire.asked(request(request));
        }

        void failed() {
            wire.failed(request(request));
        }

        void answered(HttpResponse<AsyncBody> response) {
            response.body().done().whenComplete((done, broken) -> {
                String date = response.header("Date");
                wire.answered(
                        request(request),
                        new RecordedConnection.Answer(
                                response.code(), date == null ? "" : date, "", body.toString(StandardCharsets.UTF_8)));
            });
        }
    }

    /** One watch; what is no text belongs to somebody else. */
    final class Watch implements WebSocket.Listener {

        private final WebSocket.Listener listener;
        private final RecordedConnection.Events events;

        Watch(StandardHttpRequest request, WebSocket.Listener listener) {
            this.listener = listener;
            this.events = wire.watching(request("WATCH", request.uri(), ""));
        }

        /** The server did not let it begin, or did not answer. */
        void failed() {
            events.failed();
        }

        @Override
        public void onOpen(WebSocket socket) {
            listener.onOpen(socket);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            events.event(text);
            listener.onMessage(socket, text);
        }

        @Override
        public void onMessage(WebSocket socket, ByteBuffer bytes) {
            listener.onMessage(socket, bytes);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason) {
            events.ended();
            listener.onClose(socket, code, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            events.ended();
            listener.onError(socket, error);
        }
    }
}
