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

/** What the armed faults do to requests and watches between a client and this server. */
final class HttpFaultInjector {

    private final Vertx vertx;
    private final Faults faults;
    private final Tokens tokens;

    HttpFaultInjector(Vertx vertx, Faults faults, Tokens tokens) {
        this.vertx = vertx;
        this.faults = faults;
        this.tokens = tokens;
    }

    /** Before a request is answered. @param answer continues with the fault, if there is one */
    void inject(HttpServerRequest http, ApiRequest request, Consumer<Optional<HttpFault>> answer) {
        Optional<HttpFault> fault = fault(request);
        int delay =
                fault.filter(now -> now.watch() == null).map(HttpFault::delayMs).orElse(0);
        if (delay > 0) {
            vertx.setTimer(delay, late -> answer.accept(fault));
        } else if (fault.filter(now -> "before".equals(now.reset())).isPresent()) {
            http.connection().close();
        } else {
            answer.accept(fault);
        }
    }

    /** Whether a fault may hit this request, which then needs a connection. */
    boolean mayHit(ApiRequest request) {
        return !faults.noneArmed()
                && access(request)
                        .filter(access -> faults.mayAnswer(operation(access, request), request.path()))
                        .isPresent();
    }

    private Optional<HttpFault> fault(ApiRequest request) {
        if (faults.noneArmed() || request.path().startsWith(FaultControl.PATH)) {
            return Optional.empty();
        }
        return access(request).flatMap(access -> {
            String place = access.namespace();
            return faults.httpFault(
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
    void refuse(HttpFault fault, ApiRequest request) {
        if (fault.revoke()) {
            tokens.revoke(request.header("Authorization").replaceFirst("^Bearer ", ""));
            throw ApiError.unauthorized();
        }
        if (fault.status() != null) {
            String reason = Optional.ofNullable(fault.reason()).orElse("");
            throw new ApiError(fault.status(), reason, "the sandbox answers " + fault.status() + " " + reason);
        }
    }

    /** The answer as the client gets it. */
    static HttpAnswer alter(HttpFault fault, HttpAnswer response) {
        if (fault.retryAfter() != null) {
            response.with("Retry-After", fault.retryAfter().toString());
        }
        if (!"inBody".equals(fault.reset()) || !(response.encoded().body() instanceof Buffer whole)) {
            return response;
        }
        return new HttpAnswer(response.status(), whole.slice(0, whole.length() / 2), response.headers())
                .with("Content-Length", String.valueOf(whole.length()))
                .with("Connection", "close");
    }

    /** The watch as the client gets it. */
    WatchSink alter(HttpFault fault, WatchSink sink, HttpServerRequest http) {
        if (fault.watch() == null) {
            return sink;
        }
        Runnable end = switch (fault.watch()) {
            case "close" -> sink::close;
            case "reset" -> http.connection()::close;
            case "gone" -> () -> sink.fail(ApiError.expired("too old resource version"));
            default -> () -> {}; // silent, or not about the end
        };
        if (fault.after() == 0) {
            vertx.runOnContext(now -> end.run());
        }
        AtomicInteger sent = new AtomicInteger();
        return sink.through(frame -> {
            if (sent.getAndIncrement() < fault.after()) {
                sink.send(frame);
                return;
            }
            switch (fault.watch()) {
                case "duplicate" -> {
                    sink.send(frame);
                    sink.send(frame);
                }
                case "delay" -> vertx.setTimer(fault.delayMs(), late -> sink.send(frame));
                default -> end.run();
            }
        });
    }
}
