package mtv.sandbox.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import mtv.sandbox.fault.Weather;
import mtv.sandbox.http.Answer;
import mtv.sandbox.http.Body;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

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
            send(http, Caller.ANONYMOUS.name(), null, e.answer());
        } catch (IllegalArgumentException e) {
            ApiError refusal = ApiError.badRequest("the URL is not well encoded: " + e.getMessage());
            send(http, Caller.ANONYMOUS.name(), null, refusal.answer());
        }
    }

    private void meetOrRefuse(HttpServerRequest http, ApiRequest bare, Body.Read read) {
        if (read.tooLarge()) {
            send(http, bare.user(), null, ApiError.tooLarge(Body.LIMIT).answer());
        } else {
            meet(http, bare.with(read.bytes()));
        }
    }

    private void meet(HttpServerRequest http, ApiRequest request) {
        storm.meet(http, request, weather -> answer(http, request, weather));
    }

    private void answer(HttpServerRequest http, ApiRequest request, Optional<Weather> weather) {
        AtomicReference<Access> about = new AtomicReference<>();
        Handler<Answer> reply = answer -> send(
                http,
                request.user(),
                about.get(),
                weather.map(now -> Storm.spoil(now, answer)).orElse(answer));
        try {
            weather.ifPresent(now -> storm.refuse(now, request));
            Router.Route route = router.route(request);
            about.set(route.access());
            if (!route.open() && !rbac.allows(route.access())) {
                throw route.access().forbidden();
            }
            if (route.watch()) {
                count(http, request.user(), route.access(), 200);
                date(http.response());
                watches.open(
                        http,
                        route.call(),
                        sink -> weather.map(now -> storm.spoil(now, sink, http)).orElse(sink));
            } else if (route.blocking()) {
                // a WebSocket is made of a request that has not been read to its end
                http.pause();
                vertx.executeBlocking(() -> route.endpoint().handle(request), false)
                        .otherwise(error -> failure(request, error))
                        .onSuccess(reply);
            } else {
                reply.handle(route.endpoint().handle(request));
            }
        } catch (RuntimeException | Error e) {
            // whatever it is, the client must not wait for ever
            reply.handle(failure(request, e));
        }
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

    private static Answer failure(ApiRequest request, Throwable error) {
        if (error instanceof ApiError refusal) {
            return refusal.answer();
        }
        LOG.error("{} {} failed", request.method(), request.path(), error);
        return ApiError.internal(error).answer();
    }

    private void send(HttpServerRequest http, String user, Access about, Answer answer) {
        count(http, user, about, answer.status());
        LOG.debug("{} {} {} -> {}", user, http.method(), http.path(), answer.status());
        HttpServerResponse response = http.response();
        if (!response.closed() && !response.ended()) {
            date(response);
            answer.send(http).onComplete(sent -> {
                if (answer.headers().contains("Connection", "close", true)) {
                    http.connection().close();
                }
            });
        }
    }

    private void count(HttpServerRequest http, String user, Access about, int code) {
        String verb = about == null ? http.method().name() : about.verb();
        String resource = about == null ? "nothing" : about.label();
        String agent = Optional.ofNullable(http.getHeader("User-Agent")).orElse("");
        traffic.count(new Traffic.Call(user, verb, resource, code, agent.split("/", 2)[0]));
    }

    private void date(HttpServerResponse response) {
        response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }
}
