package mtv.sandbox.apiserver.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import mtv.sandbox.apiserver.object.TablePrinter;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.ResourceRequest;
import mtv.sandbox.apiserver.request.Selectors;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Store;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Opens watches and keeps them supplied, over a chunked answer or a WebSocket. */
public final class WatchVerb {

    private static final long BOOKMARK_EVERY_MS = 60_000;
    /** With it a client lists by watching, and waits for a bookmark that says where the list ends. */
    private static final String INITIAL_EVENTS = "sendInitialEvents";

    private final Vertx vertx;
    private final Store store;
    private final Clock clock;
    private final Supplier<Runnable> waiting;

    /** @param waiting begins to wait for a client that does not keep up, and returns what ends that */
    public WatchVerb(Vertx vertx, Store store, Clock clock, Supplier<Runnable> waiting) {
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** Must be called on the event loop, while the request is fresh. */
    public void open(HttpServerRequest http, ResourceRequest call, UnaryOperator<WatchSink> fault) {
        Predicate<JsonNode> selected = Selectors.of(call.request());
        Optional<Long> from = from(call.request());
        if (call.request().wantsSocket()) {
            http.toWebSocket()
                    .onSuccess(socket -> start(call, selected, from, fault.apply(WatchSink.messages(socket, waiting))))
                    .onFailure(broken -> http.connection().close());
        } else {
            start(call, selected, from, fault.apply(WatchSink.lines(http.response(), waiting)));
        }
    }

    private void start(ResourceRequest call, Predicate<JsonNode> selected, Optional<Long> from, WatchSink sink) {
        WatchStream watch = new WatchStream(
                call.path().namespace(), selected, object -> TablePrinter.shown(call, object, clock), sink);
        Context context = vertx.getOrCreateContext();
        Consumer<Event> deliver = event -> context.runOnContext(now -> watch.deliver(event));
        String resource = call.kind().resource();
        Optional<Store.Subscription> subscription = from.isPresent()
                ? store.watch(resource, from.get(), deliver)
                : Optional.of(store.watchAll(resource, deliver));
        if (subscription.isEmpty()) {
            sink.fail(ApiError.expired("too old resource version: " + from.get()));
            return;
        }
        sink.onClose(subscription.get()::close);
        context.runOnContext(now -> sink.listed());
        if (call.request().flag("allowWatchBookmarks")) {
            if (call.request().flag(INITIAL_EVENTS)) {
                bookmark(call.kind(), context, watch, true);
            }
            long timer = vertx.setPeriodic(BOOKMARK_EVERY_MS, id -> bookmark(call.kind(), context, watch, false));
            sink.onClose(() -> vertx.cancelTimer(timer));
        }
        limit(call, context, watch);
    }

    /** A client may ask for an end; what it then needs to go on is the last version, in a bookmark. */
    private void limit(ResourceRequest call, Context context, WatchStream watch) {
        String seconds = call.request().param("timeoutSeconds");
        if (seconds.matches("[1-9]\\d{0,8}")) {
            long timer = vertx.setTimer(Long.parseLong(seconds) * 1_000, id -> {
                if (call.request().flag("allowWatchBookmarks")) {
                    bookmark(call.kind(), context, watch, false);
                }
                context.runOnContext(now -> watch.sink().close());
            });
            watch.sink().onClose(() -> vertx.cancelTimer(timer));
        }
    }

    /** Goes the way of the events, so that none with an older version comes after it. */
    private void bookmark(Kind kind, Context context, WatchStream watch, boolean initial) {
        String version = Long.toString(store.version());
        context.runOnContext(now -> watch.bookmark(kind, version, initial));
    }

    /** Empty when the client wants what is there now, and then the changes. */
    private static Optional<Long> from(ApiRequest request) {
        String version = request.param("resourceVersion");
        if (version.isEmpty() || "0".equals(version) || request.flag(INITIAL_EVENTS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(version));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("resourceVersion: Invalid value: \"" + version + "\"");
        }
    }
}
