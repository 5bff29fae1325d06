package mtv.sandbox.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import mtv.sandbox.fault.Weather;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The HTTP side: login, reading of bodies, answering, and never a request without an answer. */
final class Front implements Handler<HttpServerRequest> {

    private static final Logger LOG = LogManager.getLogger();

    private final Vertx vertx;
    private final Login login;
    private final Storm storm;
    private final Authorizer authorizer;
    private final Router router;
    private final Watches watches;
    private final Traffic traffic;
    private final Clock clock;

    Front(Vertx vertx, ApiServerConfig config, Login login, Router router, Watches watches, Traffic traffic) {
        this.vertx = vertx;
        this.login = login;
        this.storm = new Storm(vertx, config.faults(), login.tokens());
        this.authorizer = config.authorizer();
        this.router = router;
        this.watches = watches;
        this.traffic = traffic;
        this.clock = config.clock();
    }

    @Override
    public void handle(HttpServerRequest http) {
        String user;
        try {
            user = login.user(http.getHeader("Authorization"));
        } catch (ApiError e) {
            send(http, Login.ANONYMOUS, null, ApiResponse.of(e));
            return;
        }
        if (http.method() == HttpMethod.GET || http.method() == HttpMethod.HEAD) {
            meet(http, ApiRequest.of(http, user, Buffer.buffer()));
        } else {
            http.body().onSuccess(body -> meet(http, ApiRequest.of(http, user, body)));
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
            authorize(request, route);
            if (route.watch()) {
                count(http, request.user(), route.verb(), route.resource(), 200);
                watches.open(http, route.call(), sink -> prepare(http, sink, weather));
            } else if (route.blocking()) {
                Router.Route found = route;
                vertx.executeBlocking(() -> found.endpoint().handle(request), false)
                        .onSuccess(response -> send(http, request.user(), found, spoilt(weather, response)))
                        .onFailure(error -> send(http, request.user(), found, spoilt(weather, failure(request, error))));
            } else {
                send(http, request.user(), route, spoilt(weather, route.endpoint().handle(request)));
            }
        } catch (RuntimeException e) {
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

    private void authorize(ApiRequest request, Router.Route route) {
        boolean allowed =
                route.open() || authorizer.allows(request.user(), route.verb(), route.resource(), route.namespace());
        if (!allowed) {
            String where = route.namespace().isEmpty() ? "at the cluster scope" : "in namespace " + route.namespace();
            throw new ApiError(
                    403,
                    "Forbidden",
                    "%s is forbidden: User \"%s\" cannot %s resource \"%s\" %s"
                            .formatted(route.resource(), request.user(), route.verb(), route.resource(), where));
        }
    }

    private static ApiResponse failure(ApiRequest request, Throwable error) {
        if (error instanceof ApiError refusal) {
            return ApiResponse.of(refusal);
        }
        LOG.error("{} {} failed", request.method(), request.path(), error);
        return ApiResponse.of(ApiError.internal(error));
    }

    private void send(HttpServerRequest http, String user, Router.Route route, ApiResponse answer) {
        String verb = route == null ? http.method().name() : route.verb();
        String resource = route == null ? http.path() : route.resource();
        count(http, user, verb, resource, answer.code());
        LOG.debug("{} {} {} -> {}", user, http.method(), http.path(), answer.code());
        HttpServerResponse response = http.response();
        if (response.closed() || response.ended()) {
            return;
        }
        date(response).setStatusCode(answer.code()).headers().addAll(answer.headers());
        if (http.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(answer.body().length()));
            response.end();
        } else {
            response.end(answer.body());
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
