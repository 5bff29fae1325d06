package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import mtv.sandbox.fault.FaultRow;
import mtv.sandbox.fault.Faults;

/**
 * The faults of the running sandbox over HTTP: GET lists those that are armed with what they did, and all that could
 * be; POST {@code {"arm": "name@glob"}} arms, DELETE of such a path disarms, of the collection all. For those who may
 * use any path, that is, for administrators.
 */
final class FaultControl {

    static final String PATH = "/sandbox/faults";

    private final Faults faults;

    FaultControl(Faults faults) {
        this.faults = faults;
    }

    ApiResponse answer(ApiRequest request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> ApiResponse.ok(list());
            case "POST" -> arm(request);
            case "DELETE" -> disarm(request);
            default -> throw ApiError.methodNotAllowed();
        };
    }

    private ObjectNode list() {
        ObjectNode body = Json.object();
        body.set("armed", Json.tree(faults.firings()));
        faults.catalogue().rows().stream()
                .filter(FaultRow::armable)
                .forEach(row -> body.withArrayProperty("known")
                        .addObject()
                        .put("name", row.name())
                        .put("fact", row.fact())
                        .put("where", row.where())
                        .put("says", row.says()));
        return body;
    }

    private ApiResponse arm(ApiRequest request) {
        String text = request.json().path("arm").asText();
        try {
            faults.arm(text);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(e.getMessage());
        }
        return ApiResponse.json(201, list());
    }

    private ApiResponse disarm(ApiRequest request) {
        String text = QueryStringDecoder.decodeComponent(
                request.path().substring(PATH.length()).replaceFirst("^/", ""));
        if (!faults.disarm(text.isEmpty() ? "*" : text)) {
            throw new ApiError(404, "NotFound", "no such fault is armed: " + text);
        }
        return ApiResponse.ok(list());
    }
}
