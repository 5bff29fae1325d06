package mtv.sandbox.sources.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SourceException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One cloud with one region and one project, behind one address: tokens of Keystone v3, which name the other services
 * in their catalog, and requests to those. A user who has no token is told so.
 */
public final class OpenStackCloud implements Function<Request, CompletionStage<HttpAnswer>> {

    private static final String TOKEN = "X-Auth-Token";
    private static final String SUBJECT = "X-Subject-Token";
    private static final String TOKENS = "/v3/auth/tokens";
    private static final String COMPUTE = "/compute/v2.1";
    private static final String VOLUME = "/volume/v3/mtv";
    private static final String IMAGE = "/image";
    private static final String REGION = "regionOne";

    private final SimPlatform platform;
    private final CloudVolumes volumes;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Routes<Function<Request, HttpAnswer>> routes = new Routes<>();

    public OpenStackCloud(SimPlatform platform, Faults faults) {
        this.platform = platform;
        this.volumes = new CloudVolumes(platform);
        CloudImages images = new CloudImages(platform);
        CloudServers servers = new CloudServers(platform, faults, volumes, images);
        routes.add("GET", COMPUTE + "/servers/detail", servers::list)
                .add("POST", COMPUTE + "/servers", servers::create)
                .add("GET", COMPUTE + "/servers/{id}", servers::show)
                .add("DELETE", COMPUTE + "/servers/{id}", servers::delete)
                .add("GET", COMPUTE + "/servers/{id}/os-interface", servers::interfaces)
                .add("GET", COMPUTE + "/servers/{id}/os-volume_attachments", servers::attachments)
                .add(
                        "POST",
                        COMPUTE + "/servers/{id}/action",
                        request ->
                                request.body().has("createImage") ? images.ofServer(request) : servers.action(request))
                .add("GET", VOLUME + "/volumes/detail", volumes::list)
                .add("POST", VOLUME + "/volumes", volumes::create)
                .add("GET", VOLUME + "/volumes/{id}", volumes::show)
                .add("DELETE", VOLUME + "/volumes/{id}", volumes::delete)
                .add("GET", IMAGE + "/v2/images", images::list)
                .add("GET", IMAGE + "/v2/images/{id}", images::show)
                .add("DELETE", IMAGE + "/v2/images/{id}", images::delete);
    }

    @Override
    public CompletionStage<HttpAnswer> apply(Request request) {
        return CompletableFuture.completedFuture(platform.called(() -> answer(request)));
    }

    private HttpAnswer answer(Request request) {
        if (request.path().equals(TOKENS)) {
            return request.method().equals("POST") ? login(request) : revoke(request);
        }
        if (request.header(TOKEN).filter(tokens::contains).isEmpty()) {
            return unauthorized();
        }
        try {
            return Routes.answer(routes, request).orElseGet(() -> HttpAnswer.empty(404));
        } catch (SourceException e) {
            return refusal(e);
        }
    }

    private static HttpAnswer refusal(SourceException e) {
        String name = switch (e.type()) {
            case NOT_FOUND -> "itemNotFound";
            case INVALID_ARGUMENT -> "badRequest";
            default -> "conflictingRequest";
        };
        return error(e.type().restStatus(), name, e.getMessage());
    }

    private static HttpAnswer error(int code, String name, String message) {
        return HttpAnswer.of(code, Map.of(name, Map.of("code", code, "message", message)));
    }

    private static HttpAnswer unauthorized() {
        return error(401, "error", "The request you have made requires authentication.");
    }

    /** How many tokens are good at this moment. */
    public int tokens() {
        return tokens.size();
    }

    /** Lets all of them end, as time does. */
    public void endTokens() {
        tokens.clear();
    }

    /** How many volumes belong to no server at this moment. */
    public int freeVolumes() {
        return volumes.free();
    }

    private HttpAnswer login(Request request) {
        JsonNode user = request.body().at("/auth/identity/password/user");
        JsonNode project = request.body().at("/auth/scope/project");
        Map<String, String> login = Map.of(
                "username", user.path("name").asText(),
                "password", user.path("password").asText(),
                "projectName", project.path("name").asText(),
                "regionName", REGION);
        if (user.path("domain").isEmpty() || project.path("domain").isEmpty() || !platform.accepts(login)) {
            return unauthorized();
        }
        String token = UUID.randomUUID().toString().replace("-", "");
        tokens.add(token);
        return HttpAnswer.of(201, Map.of("token", Map.of("catalog", catalog()))).with(SUBJECT, token);
    }

    private HttpAnswer revoke(Request request) {
        request.header(SUBJECT).ifPresent(tokens::remove);
        return HttpAnswer.empty(204);
    }

    private List<Map<String, Object>> catalog() {
        return List.of(service("compute", COMPUTE), service("volumev3", VOLUME), service("image", IMAGE));
    }

    private Map<String, Object> service(String type, String path) {
        String url = platform.url().replaceAll("/v3/?$", "") + path;
        return Map.of(
                "type",
                type,
                "endpoints",
                List.of(
                        Map.of("interface", "internal", "region_id", REGION, "url", "https://internal.invalid" + path),
                        Map.of("interface", "public", "region_id", REGION, "url", url)));
    }
}
