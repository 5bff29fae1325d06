package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import mtv.sandbox.apiserver.auth.OAuthServer;
import mtv.sandbox.apiserver.auth.Rbac;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.RequestAttributes;
import mtv.sandbox.apiserver.watch.WatchVerb;
import mtv.sandbox.faults.HttpFault;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.RequestBody;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The HTTP side: login, reading of bodies, answering, and never a request without an answer. */
final class RequestHandler implements Handler<HttpServerRequest> {

    private static final Logger LOG = LogManager.getLogger();

    private final Vertx vertx;
    private final OAuthServer login;
    private final HttpFaultInjector injector;
    private final Rbac rbac;
    private final Router router;
    private final WatchVerb watches;
    private final Traffic traffic;
    private final Clock clock;

    RequestHandler(
            Vertx vertx,
            ApiServerConfig config,
            OAuthServer login,
            Rbac rbac,
            Router router,
            WatchVerb watches,
            Traffic traffic) {
        this.vertx = vertx;
        this.login = login;
        this.injector = new HttpFaultInjector(vertx, config.faults(), login.tokens());
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
                answerWithFaults(http, bare);
            } else {
                RequestBody.of(http).onSuccess(read -> answerOrRefuse(http, bare, read));
            }
        } catch (ApiError e) {
            send(http, Caller.ANONYMOUS.name(), null, e.answer());
        } catch (IllegalArgumentException e) {
            ApiError refusal = ApiError.badRequest("the URL is not well encoded: " + e.getMessage());
            send(http, Caller.ANONYMOUS.name(), null, refusal.answer());
        }
    }

    /**
     * The answer to a component in this JVM, given on its own thread.
     *
     * @return nothing when only a connection can bring it, or a refusal at the door
     */
    Optional<HttpAnswer> direct(String method, URI uri, Map<String, String> headers, Buffer body) {
        return direct(method, uri, headers, request -> request.with(body));
    }

    /** The same of a body that is a tree already, which stays as it is. */
    Optional<HttpAnswer> direct(String method, URI uri, Map<String, String> headers, ObjectNode body) {
        return direct(method, uri, headers, request -> request.with(body));
    }

    private Optional<HttpAnswer> direct(
            String method, URI uri, Map<String, String> headers, UnaryOperator<ApiRequest> complete) {
        Caller caller;
        try {
            caller = login.caller(headers.get("Authorization"));
        } catch (ApiError e) {
            return Optional.empty();
        }
        ApiRequest request = complete.apply(ApiRequest.of(method, uri, headers, caller, Buffer.buffer()));
        if (injector.mayHit(request) || request.flag("watch") || request.body().length() > RequestBody.LIMIT) {
            return Optional.empty();
        }
        RequestAttributes about = null;
        HttpAnswer answer;
        try {
            Router.Route route = router.route(request);
            about = route.access();
            permit(route);
            answer = route.endpoint().handle(request);
        } catch (RuntimeException | Error e) {
            answer = failure(request, e);
        }
        count(request.user(), request.method(), request.header("User-Agent"), about, answer.status());
        LOG.debug("{} {} {} -> {}", request.user(), request.method(), request.path(), answer.status());
        return Optional.of(answer);
    }

    private void permit(Router.Route route) {
        if (!route.open() && !rbac.allows(route.access())) {
            throw route.access().forbidden();
        }
    }

    private void answerOrRefuse(HttpServerRequest http, ApiRequest bare, RequestBody.Read read) {
        if (read.tooLarge()) {
            send(http, bare.user(), null, ApiError.tooLarge(RequestBody.LIMIT).answer());
        } else {
            answerWithFaults(http, bare.with(read.bytes()));
        }
    }

    private void answerWithFaults(HttpServerRequest http, ApiRequest request) {
        injector.inject(http, request, fault -> answer(http, request, fault));
    }

    private void answer(HttpServerRequest http, ApiRequest request, Optional<HttpFault> fault) {
        AtomicReference<RequestAttributes> about = new AtomicReference<>();
        Handler<HttpAnswer> reply = answer -> send(
                http,
                request.user(),
                about.get(),
                fault.map(now -> HttpFaultInjector.alter(now, answer)).orElse(answer));
        try {
            fault.ifPresent(now -> injector.refuse(now, request));
            Router.Route route = router.route(request);
            about.set(route.access());
            permit(route);
            if (route.watch()) {
                count(request.user(), request.method(), request.header("User-Agent"), route.access(), 200);
                date(http.response());
                watches.open(
                        http,
                        route.call(),
                        sink -> fault.map(now -> injector.alter(now, sink, http))
                                .orElse(sink));
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
        RequestAttributes access = new RequestAttributes(caller, "impersonate", "", "users", user, "", "");
        if (!rbac.allows(access)) {
            throw access.forbidden();
        }
        List<String> groups = http.headers().getAll("Impersonate-Group");
        return groups.isEmpty() ? Caller.of(user) : new Caller(user, groups);
    }

    private static HttpAnswer failure(ApiRequest request, Throwable error) {
        if (error instanceof ApiError refusal) {
            return refusal.answer();
        }
        LOG.error("{} {} failed", request.method(), request.path(), error);
        return ApiError.internal(error).answer();
    }

    private void send(HttpServerRequest http, String user, RequestAttributes about, HttpAnswer answer) {
        count(user, http.method().name(), http.getHeader("User-Agent"), about, answer.status());
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

    private void count(String user, String method, String agent, RequestAttributes about, int code) {
        String verb = about == null ? method : about.verb();
        String resource = about == null ? "nothing" : about.label();
        String program = Objects.requireNonNullElse(agent, "").split("/", 2)[0];
        traffic.count(new Traffic.Call(user, verb, resource, code, program));
    }

    private void date(HttpServerResponse response) {
        response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }
}
