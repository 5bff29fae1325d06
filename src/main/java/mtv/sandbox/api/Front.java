package mtv.sandbox.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import mtv.sandbox.fault.Weather;
import mtv.sandbox.http.Body;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The HTTP side: login, reading of bodies, answering, and never a request without an answer. */
final class Front implements Handler<HttpServerRequest> {

    private static final Logger LOG = LogManager.getLogger();

    private final Vertx vertx;
    private final Login login;
    private final Storm storm;
    private final Rbac rbac;
    private final Router router;
    private final Watches watches;
    private final Traffic traffic;
    private final Clock clock;

    Front(
            Vertx vertx,
            ApiServerConfig config,
            Login login,
            Rbac rbac,
            Router router,
            Watches watches,
            Traffic traffic) {
        this.vertx = vertx;
        this.login = login;
        this.storm = new Storm(vertx, config.faults(), login.tokens());
        this.rbac = rbac;
        this.router = router;
        this.watches = watches;
        this.traffic = traffic;
        this.clock = config.clock();
    }

    @Override
    public void handle(HttpServerRequest http) {
        try {
            Caller caller = onBehalf(http, login.caller(http.getHeader("Authorization")));
            ApiRequest bare = ApiRequest.of(http, caller, Buffer.buffer());
            if (http.method() == HttpMethod.GET || http.method() == HttpMethod.HEAD) {
                meet(http, bare);
            } else {
                Body.of(http).onSuccess(read -> meetOrRefuse(http, bare, read));
            }
        } catch (ApiError e) {
            send(http, Caller.ANONYMOUS.name(), null, ApiResponse.of(e));
        } catch (IllegalArgumentException e) {
            ApiError refusal = ApiError.badRequest("the URL is not well encoded: " + e.getMessage());
            send(http, Caller.ANONYMOUS.name(), null, ApiResponse.of(refusal));
        }
    }

    private void meetOrRefuse(HttpServerRequest http, ApiRequest bare, Body.Read read) {
        if (read.tooLarge()) {
            send(http, bare.user(), null, ApiResponse.of(ApiError.tooLarge(Body.LIMIT)));
        } else {
            meet(http, bare.with(read.bytes()));
        }
    }

    private void meet(HttpServerRequest http, ApiRequest request) {
        storm.meet(http, request, weather -> answer(http, request, weather));
    }

    private void answer(HttpServerRequest http, ApiRequest request, Optional<Weather> weather) {
        Router.Route route = null;
        try {
            weather.ifPresent(now -> storm.refuse(now, request));
            route = router.route(request);
            if (!route.open() && !rbac.allows(route.access())) {
                throw route.access().forbidden();
            }
            if (route.watch()) {
                count(http, request.user(), "watch", route.access().label(), 200);
                watches.open(http, route.call(), sink -> prepare(http, sink, weather));
            } else if (route.blocking()) {
                Router.Route found = route;
                // a WebSocket is made of a request that has not been read to its end
                http.pause();
                vertx.executeBlocking(() -> found.endpoint().handle(request), false)
                        .onSuccess(response -> send(http, request.user(), found, spoilt(weather, response)))
                        .onFailure(
                                error -> send(http, request.user(), found, spoilt(weather, failure(request, error))));
            } else {
                send(
                        http,
                        request.user(),
                        route,
                        spoilt(weather, route.endpoint().handle(request)));
            }
        } catch (RuntimeException | Error e) {
            // whatever it is, the client must not wait for ever
            send(http, request.user(), route, spoilt(weather, failure(request, e)));
        }
    }

    private WatchSink prepare(HttpServerRequest http, WatchSink sink, Optional<Weather> weather) {
        if (sink instanceof WatchSink.Chunks) {
            date(http.response());
        }
        return weather.map(now -> storm.spoil(now, sink, http)).orElse(sink);
    }

    private static ApiResponse spoilt(Optional<Weather> weather, ApiResponse response) {
        return weather.map(now -> Storm.spoil(now, response)).orElse(response);
    }

    /** Who may impersonate, as {@code kubectl --as} asks for, is taken for the other. */
    private Caller onBehalf(HttpServerRequest http, Caller caller) {
        String user = http.getHeader("Impersonate-User");
        if (user == null) {
            return caller;
        }
        Access access = new Access(caller, "impersonate", "", "users", user, "", "");
        if (!rbac.allows(access)) {
            throw access.forbidden();
        }
        List<String> groups = http.headers().getAll("Impersonate-Group");
        return groups.isEmpty() ? Caller.of(user) : new Caller(user, groups);
    }

    private static ApiResponse failure(ApiRequest request, Throwable error) {
        if (error instanceof ApiError refusal) {
            return ApiResponse.of(refusal);
        }
        LOG.error("{} {} failed", request.method(), request.path(), error);
        return ApiResponse.of(ApiError.internal(error));
    }

    private void send(HttpServerRequest http, String user, Router.Route route, ApiResponse answer) {
        String verb = route == null ? http.method().name() : route.access().verb();
        String resource = route == null ? "nothing" : route.access().label();
        count(http, user, verb, resource, answer.code());
        LOG.debug("{} {} {} -> {}", user, http.method(), http.path(), answer.code());
        if (answer.upgrade().isPresent()) {
            http.toWebSocket().onSuccess(answer.upgrade().get());
            return;
        }
        http.resume();
        HttpServerResponse response = http.response();
        if (response.closed() || response.ended()) {
            return;
        }
        date(response).setStatusCode(answer.code()).headers().addAll(answer.headers());
        if (http.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(answer.body().length()));
            response.end();
        } else {
            response.end(answer.body()).onComplete(sent -> {
                if (answer.last()) {
                    http.connection().close();
                }
            });
        }
    }

    private void count(HttpServerRequest http, String user, String verb, String resource, int code) {
        String agent = Optional.ofNullable(http.getHeader("User-Agent")).orElse("");
        traffic.count(new Traffic.Call(user, verb, resource, code, agent.split("/", 2)[0]));
    }

    private HttpServerResponse date(HttpServerResponse response) {
        return response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }
}
