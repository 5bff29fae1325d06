package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Opens watches and keeps them supplied, over a chunked answer or a WebSocket. */
final class Watches {

    private static final long BOOKMARK_EVERY_MS = 60_000;

    private final Vertx vertx;
    private final Store store;
    private final Clock clock;

    Watches(Vertx vertx, Store store, Clock clock) {
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
    }

    /** Must be called on the event loop, while the request is fresh. */
    void open(HttpServerRequest http, Verbs.Call call, UnaryOperator<WatchSink> prepare) {
        Predicate<JsonNode> selected = Selectors.of(call.request());
        Optional<Long> from = from(call.request().param("resourceVersion"));
        if (call.request().wantsSocket()) {
            http.toWebSocket()
                    .onSuccess(socket -> start(call, selected, from, prepare.apply(new WatchSink.Socket(socket))));
        } else {
            start(call, selected, from, prepare.apply(new WatchSink.Chunks(http.response())));
        }
    }

    private void start(Verbs.Call call, Predicate<JsonNode> selected, Optional<Long> from, WatchSink sink) {
        sink.open();
        Watch watch = new Watch(call.path().namespace(), selected, encoder(call), sink);
        Context context = vertx.getOrCreateContext();
        Consumer<Event> deliver = event -> context.runOnContext(now -> watch.deliver(event));
        String resource = call.kind().resource();
        Optional<Store.Subscription> subscription = from.isPresent()
                ? store.watch(resource, from.get(), deliver)
                : Optional.of(store.watchAll(resource, deliver));
        if (subscription.isEmpty()) {
            watch.send(
                    "ERROR",
                    ApiError.expired("too old resource version: " + from.get()).status());
            sink.close();
            return;
        }
        sink.onClose(subscription.get()::close);
        if (call.request().flag("allowWatchBookmarks")) {
            long timer = vertx.setPeriodic(BOOKMARK_EVERY_MS, id -> bookmark(call.kind(), context, watch));
            sink.onClose(() -> vertx.cancelTimer(timer));
        }
        limit(call, context, watch, sink);
    }

    /** A client may ask for an end; what it then needs to go on is the last version, in a bookmark. */
    private void limit(Verbs.Call call, Context context, Watch watch, WatchSink sink) {
        String seconds = call.request().param("timeoutSeconds");
        if (seconds.matches("[1-9]\\d{0,8}")) {
            long timer = vertx.setTimer(Long.parseLong(seconds) * 1_000, id -> {
                if (call.request().flag("allowWatchBookmarks")) {
                    bookmark(call.kind(), context, watch);
                }
                context.runOnContext(now -> sink.close());
            });
            sink.onClose(() -> vertx.cancelTimer(timer));
        }
    }

    /** Goes the way of the events, so that none with an older version comes after it. */
    private void bookmark(Kind kind, Context context, Watch watch) {
        String version = Long.toString(store.version());
        context.runOnContext(now -> watch.bookmark(kind, version));
    }

    private Function<JsonNode, JsonNode> encoder(Verbs.Call call) {
        return Tables.wanted(call.request())
                ? object -> Tables.of(call.kind(), List.of(object), clock)
                : Function.identity();
    }

    /** Empty when the client wants what is there now, and then the changes. */
    private static Optional<Long> from(String version) {
        if (version.isEmpty() || "0".equals(version)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(version));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("resourceVersion: Invalid value: \"" + version + "\"");
        }
    }
}
