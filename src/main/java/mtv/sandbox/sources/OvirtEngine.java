package mtv.sandbox.sources;

import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;
import mtv.sandbox.sources.SimPlatform.Event;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of an oVirt engine's REST API that lists what was done to VMs. */
public final class OvirtEngine implements Function<Request, CompletionStage<HttpAnswer>> {

    private static final String API = "/ovirt-engine/api";
    private static final Pattern TYPE = Pattern.compile("type\\s*=\\s*(\\d+)");

    private final SimPlatform platform;
    private final Routes<Function<Request, Object>> routes = new Routes<Function<Request, Object>>()
            .add("GET", API, request -> Map.of("product_info", Map.of("name", "oVirt Engine", "vendor", "ovirt.org")))
            .add("GET", API + "/events", this::events);

    public OvirtEngine(SimPlatform platform) {
        this.platform = platform;
    }

    @Override
    public CompletionStage<HttpAnswer> apply(Request request) {
        HttpAnswer answer = platform.accepts(request.basic())
                ? routes.find(request)
                        .map(match -> HttpAnswer.ok(match.handler().apply(match.request())))
                        .orElseGet(() -> HttpAnswer.empty(404))
                : HttpAnswer.empty(401);
        return CompletableFuture.completedFuture(answer);
    }

    /** The newest first; of a search only the {@code type} is looked at. Numbers are texts in the engine's JSON. */
    private Object events(Request request) {
        Matcher type = TYPE.matcher(request.query("search").orElse(""));
        String wanted = type.find() ? type.group(1) : "";
        List<Map<String, Object>> events = platform.events().stream()
                .filter(event -> wanted.isEmpty() || wanted.equals(String.valueOf(event.code())))
                .limit(request.query("max").map(Long::parseLong).orElse(Long.MAX_VALUE))
                .map(OvirtEngine::event)
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
}
