package mtv.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.vertx.core.Vertx;
import mtv.await.Stop;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The client library's Vert.x client, which opens WebSockets on the event loop. Opened from another thread, a WebSocket
 * may receive its first frames before the library has set the handlers that take them, when that thread is held up;
 * Vert.x drops such frames, and a watch would wait for an event that it was sent.
 */
final class EventLoopHttpClient
        extends StandardHttpClient<EventLoopHttpClient, EventLoopHttpClientFactory, EventLoopHttpClientBuilder> {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Vertx vertx;
    private final Connections connections;

    EventLoopHttpClient(
            EventLoopHttpClientBuilder builder, AtomicBoolean closed, Vertx vertx, Connections connections) {
        super(builder, closed);
        this.vertx = vertx;
        this.connections = connections;
    }

    /** The same connections for requests that go through other interceptors. */
    EventLoopHttpClient derived(EventLoopHttpClientBuilder other) {
        return new EventLoopHttpClient(other, getClosed(), vertx, connections);
    }

    @Override
    public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
            StandardWebSocketBuilder request, WebSocket.Listener listener) {
        CompletableFuture<WebSocketResponse> opened = new CompletableFuture<>();
        vertx.runOnContext(now -> {
            try {
                connections
                        .to(request.asHttpRequest().uri())
                        .buildWebSocketDirect(request, listener)
                        .whenComplete((response, failure) -> {
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
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
            StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        Stop stop = builder.getClientFactory().stop();
        return stop.isStopped() && !READS.contains(request.method())
                ? CompletableFuture.failedFuture(
                        stop.refusal(request.method() + " " + request.uri().getPath()))
                : connections.to(request.uri()).consumeBytesDirect(request, consumer);
    }

    @Override
    public void doClose() {
        connections.close();
        vertx.close();
    }
}
