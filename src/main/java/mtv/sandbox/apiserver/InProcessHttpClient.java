package mtv.sandbox.apiserver;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.kubernetes.client.vertx.VertxHttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import mtv.sandbox.http.HttpAnswer;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The HTTP client of the cluster's own components: like any other, but without a socket. A request is answered on the
 * thread that makes it; what needs a connection, such as a watch or an HTTP fault, takes one.
 */
final class InProcessHttpClient
        extends StandardHttpClient<InProcessHttpClient, InProcessHttpClient.Factory, InProcessHttpClient.Builder> {

    private final RequestHandler handler;
    private final VertxHttpClient<?> sockets;

    private InProcessHttpClient(
            Builder builder, AtomicBoolean closed, RequestHandler handler, VertxHttpClient<?> sockets) {
        super(builder, closed);
        this.handler = handler;
        this.sockets = sockets;
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
            StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        if (request.getContentType() != null) {
            headers.put(StandardHttpHeaders.CONTENT_TYPE, request.getContentType());
        }
        Optional<Buffer> body = body(request);
        return body.flatMap(bytes -> handler.direct(request.method(), request.uri(), headers, bytes))
                .<CompletableFuture<HttpResponse<AsyncBody>>>map(
                        answer -> CompletableFuture.completedFuture(new Reply(request, answer.encoded(), consumer)))
                .orElseGet(() -> sockets.consumeBytesDirect(request, consumer));
    }

    /** Nothing of one that is still to be read from elsewhere. */
    private static Optional<Buffer> body(StandardHttpRequest request) {
        if (request.body() == null) {
            return Optional.of(Buffer.buffer());
        }
        return request.body() instanceof StandardHttpRequest.StringBodyContent text
                ? Optional.of(Buffer.buffer(text.getContent()))
                : Optional.empty();
    }

    /**
     * On the event loop: opened from another thread, a WebSocket may receive its first frames before the library has
     * set the handlers that take them, and Vert.x drops such frames.
     */
    @Override
    public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
            StandardWebSocketBuilder request, WebSocket.Listener listener) {
        CompletableFuture<WebSocketResponse> opened = new CompletableFuture<>();
        builder.getClientFactory().vertx().runOnContext(now -> {
            try {
                sockets.buildWebSocketDirect(request, listener).whenComplete((response, failure) -> {
                    if (failure == null) {
                        opened.complete(response);
                    } else {
                        opened.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException e) {
                opened.completeExceptionally(e);
            }
        });
        return opened;
    }

    @Override
    protected void doClose() {
        sockets.close();
    }

    record Factory(RequestHandler handler, Vertx vertx) implements HttpClient.Factory {

        @Override
        public Builder newBuilder() {
            return new Builder(this);
        }
    }

    static final class Builder extends StandardHttpClientBuilder<InProcessHttpClient, Factory, Builder> {

        /** Of the library, which adds it at level TRACE: it logs Secrets and tokens. */
        private static final String LOGGING = "HttpLogging";

        private Builder(Factory factory) {
            super(factory);
            addOrReplaceInterceptor(LOGGING, null);
        }

        @Override
        protected Builder newInstance(Factory factory) {
            return new Builder(factory);
        }

        @Override
        public InProcessHttpClient build() {
            return client == null
                    ? new InProcessHttpClient(
                            this,
                            new AtomicBoolean(),
                            clientFactory.handler(),
                            new VertxHttpClientFactory(clientFactory.vertx())
                                    .newBuilder()
                                    .build())
                    : new InProcessHttpClient(this, client.getClosed(), client.handler, client.sockets);
        }
    }

    /** An answer that is there already. */
    private static final class Reply extends StandardHttpHeaders implements HttpResponse<AsyncBody>, AsyncBody {

        private final HttpRequest request;
        private final HttpAnswer answer;
        private final AsyncBody.Consumer<List<ByteBuffer>> consumer;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private boolean given;

        Reply(HttpRequest request, HttpAnswer answer, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            super(headers(answer));
            this.request = request;
            this.answer = answer;
            this.consumer = consumer;
        }

        private static Map<String, List<String>> headers(HttpAnswer answer) {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            answer.headers()
                    .names()
                    .forEach(name -> headers.put(name, answer.headers().getAll(name)));
            return headers;
        }

        @Override
        public int code() {
            return answer.status();
        }

        @Override
        public AsyncBody body() {
            return this;
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }

        /** The reader asks for all of it first, and then for the end. */
        @Override
        public void consume() {
            if (given || !(answer.body() instanceof Buffer bytes)) {
                done.complete(null);
                return;
            }
            given = true;
            try {
                consumer.consume(List.of(ByteBuffer.wrap(bytes.getBytes())), this);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        }

        @Override
        public CompletableFuture<Void> done() {
            return done;
        }

        @Override
        public void cancel() {
            done.cancel(false);
        }
    }
}
