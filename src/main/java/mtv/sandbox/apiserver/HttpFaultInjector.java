package mtv.sandbox.apiserver;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import mtv.sandbox.apiserver.auth.Tokens;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.RequestAttributes;
import mtv.sandbox.apiserver.watch.WatchSink;
import mtv.sandbox.faults.Actor;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.faults.HttpFault;
import mtv.sandbox.faults.Operation;
import mtv.sandbox.http.HttpAnswer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Bad weather between a client and this server, as the armed faults make it. */
final class HttpFaultInjector {

    private final Vertx vertx;
    private final Faults faults;
    private final Tokens tokens;

    HttpFaultInjector(Vertx vertx, Faults faults, Tokens tokens) {
        this.vertx = vertx;
        this.faults = faults;
        this.tokens = tokens;
    }

    /** Before a request is answered. @param calm answers it, in what is left of the weather */
    void meet(HttpServerRequest http, ApiRequest request, Consumer<Optional<HttpFault>> calm) {
        Optional<HttpFault> weather = weather(request);
        int delay = weather.filter(now -> now.watch() == null)
                .map(HttpFault::delayMs)
                .orElse(0);
        if (delay > 0) {
            vertx.setTimer(delay, late -> calm.accept(weather));
        } else if (weather.filter(now -> "before".equals(now.reset())).isPresent()) {
            http.connection().close();
        } else {
            calm.accept(weather);
        }
    }

    /** Whether a fault may spoil this request, which it does to one that has a connection. */
    boolean threatens(ApiRequest request) {
        return !faults.calm()
                && access(request)
                        .filter(access -> faults.mayAnswer(operation(access, request), request.path()))
                        .isPresent();
    }

    private Optional<HttpFault> weather(ApiRequest request) {
        if (faults.calm() || request.path().startsWith(FaultControl.PATH)) {
            return Optional.empty();
        }
        return access(request).flatMap(access -> {
            String place = access.namespace();
            return faults.weather(
                    operation(access, request),
                    request.path(),
                    List.of(place, access.name(), place + "/" + access.name(), request.path(), request.user()));
        });
    }

    /** Empty for a request that is refused for its form. */
    private static Optional<RequestAttributes> access(ApiRequest request) {
        try {
            return Optional.of(RequestAttributes.of(request));
        } catch (ApiError e) {
            return Optional.empty();
        }
    }

    private static Operation operation(RequestAttributes access, ApiRequest request) {
        return new Operation(access.verb(), access.label(), Actor.of(request.user(), request.header("User-Agent")));
    }

    /** @throws ApiError instead of an answer */
    void refuse(HttpFault weather, ApiRequest request) {
        if (weather.revoke()) {
            tokens.revoke(request.header("Authorization").replaceFirst("^Bearer ", ""));
            throw ApiError.unauthorized();
        }
        if (weather.status() != null) {
            String reason = Optional.ofNullable(weather.reason()).orElse("");
            throw new ApiError(weather.status(), reason, "the sandbox answers " + weather.status() + " " + reason);
        }
    }

    /** What a client gets of an answer. */
    static HttpAnswer spoil(HttpFault weather, HttpAnswer response) {
        if (weather.retryAfter() != null) {
            response.with("Retry-After", weather.retryAfter().toString());
        }
        if (!"inBody".equals(weather.reset()) || !(response.encoded().body() instanceof Buffer whole)) {
            return response;
        }
        return new HttpAnswer(response.status(), whole.slice(0, whole.length() / 2), response.headers())
                .with("Content-Length", String.valueOf(whole.length()))
                .with("Connection", "close");
    }

    /** What a client gets of a watch. */
    WatchSink spoil(HttpFault weather, WatchSink sink, HttpServerRequest http) {
        if (weather.watch() == null) {
            return sink;
        }
        Runnable end = switch (weather.watch()) {
            case "close" -> sink::close;
            case "reset" -> http.connection()::close;
            case "gone" -> () -> sink.fail(ApiError.expired("too old resource version"));
            default -> () -> {}; // silent, or not about the end
        };
        if (weather.after() == 0) {
            vertx.runOnContext(now -> end.run());
        }
        AtomicInteger sent = new AtomicInteger();
        return sink.through(frame -> {
            if (sent.getAndIncrement() < weather.after()) {
                sink.send(frame);
                return;
            }
            switch (weather.watch()) {
                case "duplicate" -> {
                    sink.send(frame);
                    sink.send(frame);
                }
                case "delay" -> vertx.setTimer(weather.delayMs(), late -> sink.send(frame));
                default -> end.run();
            }
        });
    }
}
