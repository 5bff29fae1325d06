package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.faults.FaultRow;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;

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

    HttpAnswer answer(ApiRequest request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> HttpAnswer.ok(list());
            case "POST" -> arm(request);
            case "DELETE" -> disarm(request);
            default -> throw ApiError.methodNotAllowed();
        };
    }

    private ObjectNode list() {
        return Json.object(
                "armed", faults.hits(),
                "known",
                        faults.catalogue().rows().stream()
                                .filter(FaultRow::armable)
                                .map(row -> Json.object(
                                        "name", row.name(),
                                        "fact", row.fact(),
                                        "where", row.where(),
                                        "says", row.says()))
                                .toList());
    }

    private HttpAnswer arm(ApiRequest request) {
        String text = request.json().path("arm").asText();
        try {
            faults.arm(text);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(e.getMessage());
        }
        return HttpAnswer.of(201, list());
    }

    private HttpAnswer disarm(ApiRequest request) {
        String text = QueryStringDecoder.decodeComponent(
                request.path().substring(PATH.length()).replaceFirst("^/", ""));
        if (!faults.disarm(text.isEmpty() ? "*" : text)) {
            throw new ApiError(404, "NotFound", "no such fault is armed: " + text);
        }
        return HttpAnswer.ok(list());
    }
}
