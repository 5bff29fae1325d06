package mtv.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.record.RecordedConnection;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The client library's Vert.x client, which opens WebSockets on the event loop. Opened from another thread, a WebSocket
 * may receive its first frames before the library has set the handlers that take them, when that thread is held up;
 * Vert.x drops such frames, and a watch would wait for an event that it was sent.
 */
final class EventLoopHttpClient
        extends StandardHttpClient<EventLoopHttpClient, EventLoopHttpClientFactory, EventLoopHttpClientBuilder> {

    private final Vertx vertx;
    private final ClusterConnections connections;

    EventLoopHttpClient(
            EventLoopHttpClientBuilder builder, AtomicBoolean closed, Vertx vertx, ClusterConnections connections) {
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
        Optional<WaitException.Stopped> stopped =
                stopped("WATCH", request.asHttpRequest().uri());
        if (stopped.isPresent()) {
            return CompletableFuture.failedFuture(stopped.get());
        }
        RecordedConnection wire = builder.getClientFactory().wire();
        if (wire == RecordedConnection.PLAIN || isTunnel(request)) {
            return wire.isReplay() ? noTunnel() : openWebSocket(request, listener);
        }
        RecordedTraffic traffic =
                new RecordedTraffic(wire, builder.getClientFactory().server());
        StandardHttpRequest asked = request.asHttpRequest();
        Optional<RecordedConnection.Played> events = wire.events(traffic.request("WATCH", asked.uri(), ""));
        return events.isPresent()
                ? play(asked, events.get(), listener)
                : openWatch(request, traffic.new Watch(asked, listener));
    }

    private CompletableFuture<WebSocketResponse> openWatch(
            StandardWebSocketBuilder request, RecordedTraffic.Watch watch) {
        return openWebSocket(request, watch).whenComplete((response, failure) -> {
            if (failure != null) {
                watch.failed();
            }
        });
    }

    private CompletableFuture<WebSocketResponse> play(
            StandardHttpRequest request, RecordedConnection.Played events, WebSocket.Listener listener) {
        if (events.refusal().isPresent()) {
            events.close();
            int code = events.refusal().get();
            if (code == RecordedConnection.Played.NO_ANSWER) {
                // as Vert.x says it: after an IOException the library would ask again, not without a WebSocket
                return CompletableFuture.failedFuture(
                        new VertxException("the watch got no answer when it was recorded", true));
            }
            return CompletableFuture.completedFuture(new WebSocketResponse(
                    new WebSocketUpgradeResponse(request, code),
                    new IOException("the watch was refused by " + code + " when it was recorded")));
        }
        CompletableFuture<WebSocketResponse> opened = new CompletableFuture<>();
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(now -> opened.complete(new WebSocketResponse(
                new WebSocketUpgradeResponse(request),
                new PlayedSocket(events, listener, work -> loop.runOnContext(later -> work.run())).open())));
        return opened;
    }

    /** What goes through it is none of the client's. */
    private static boolean isTunnel(StandardWebSocketBuilder request) {
        String path = request.asHttpRequest().uri().getPath();
        return path.contains("/portforward") || path.endsWith("/exec");
    }

    private static CompletableFuture<WebSocketResponse> noTunnel() {
        return CompletableFuture.failedFuture(new IOException("no guest and no container takes part in a replay"));
    }

    private CompletableFuture<WebSocketResponse> openWebSocket(
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
        return stopped(request.method(), request.uri())
                .<CompletableFuture<HttpResponse<AsyncBody>>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> pass(request, consumer));
    }

    /** Of a run that was stopped nothing is read any more either: it would be read beside its clean-up. */
    private Optional<WaitException.Stopped> stopped(String method, URI uri) {
        Stop stop = builder.getClientFactory().stop();
        return stop.isStopped() ? Optional.of(stop.refusal(method + " " + uri.getPath())) : Optional.empty();
    }

    private CompletableFuture<HttpResponse<AsyncBody>> pass(
            StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        RecordedConnection wire = builder.getClientFactory().wire();
        if (wire == RecordedConnection.PLAIN || RecordedTraffic.isLogin(request.uri())) {
            return connections.to(request.uri()).consumeBytesDirect(request, consumer);
        }
        RecordedTraffic traffic =
                new RecordedTraffic(wire, builder.getClientFactory().server());
        Optional<RecordedConnection.Answer> played = wire.answer(traffic.request(request));
        if (played.isPresent()) {
            return CompletableFuture.completedFuture(new PlayedResponse(request, played.get(), consumer));
        }
        RecordedTraffic.Exchange exchange = traffic.new Exchange(request, consumer);
        exchange.asked();
        return connections
                .to(request.uri())
                .consumeBytesDirect(request, exchange)
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        exchange.answered(response);
                    } else {
                        exchange.failed();
                    }
                });
    }

    @Override
    public void doClose() {
        connections.close();
        vertx.close();
    }
}
