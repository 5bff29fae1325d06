package mtv.sandbox.ovirt;

import io.vertx.core.Vertx;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.http.Answer;
import mtv.sandbox.http.JsonServer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;
import mtv.sandbox.source.SimPlatform;
import mtv.sandbox.source.SimPlatform.Event;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An oVirt engine's address: people find its REST API there, MTV the platform behind it. */
public final class Engine implements AutoCloseable {

    private static final String API = "/ovirt-engine/api";
    private static final Pattern TYPE = Pattern.compile("type\\s*=\\s*(\\d+)");

    private final JsonServer server;
    private final SimPlatform platform;
    private final Routes<Function<Request, Object>> routes = new Routes<Function<Request, Object>>()
            .add("GET", API, request -> Map.of("product_info", Map.of("name", "oVirt Engine", "vendor", "ovirt.org")))
            .add("GET", API + "/events", this::events);

    private Engine(Vertx vertx, Certificate certificate, Function<String, SimPlatform> platform) {
        this.server =
                JsonServer.start(vertx, certificate, request -> CompletableFuture.completedFuture(answer(request)));
        this.platform = platform.apply(server.url().getAuthority());
    }

    /**
     * Returns when its port is open.
     *
     * @param platform made for a host and port
     */
    public static Engine start(Vertx vertx, Certificate certificate, Function<String, SimPlatform> platform) {
        return new Engine(vertx, certificate, platform);
    }

    public SimPlatform platform() {
        return platform;
    }

    private Answer answer(Request request) {
        return platform.accepts(request.basic())
                ? routes.find(request)
                        .map(match -> Answer.ok(match.handler().apply(match.request())))
                        .orElseGet(() -> Answer.empty(404))
                : Answer.empty(401);
    }

    /** The newest first; of a search only the {@code type} is looked at. Numbers are texts in the engine's JSON. */
    private Object events(Request request) {
        Matcher type = TYPE.matcher(request.query("search").orElse(""));
        String wanted = type.find() ? type.group(1) : "";
        List<Map<String, Object>> events = platform.events().stream()
                .filter(event -> wanted.isEmpty() || wanted.equals(String.valueOf(event.code())))
                .limit(request.query("max").map(Long::parseLong).orElse(Long.MAX_VALUE))
                .map(Engine::event)
                .toList();
        return events.isEmpty() ? Map.of() : Map.of("event", events);
    }

    private static Map<String, Object> event(Event event) {
        return Map.of(
                "code", String.valueOf(event.code()),
                "description", event.description(),
                "severity", "normal",
                "time", event.time().toEpochMilli(),
                "vm", Map.of("id", event.vm()));
    }

    @Override
    public void close() {
        server.close();
    }
}
