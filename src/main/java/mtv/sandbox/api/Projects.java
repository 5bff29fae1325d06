package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** OpenShift's projects: namespaces by another name. */
final class Projects {

    static final String PREFIX = "/apis/project.openshift.io/v1/project";

    private static final String API_VERSION = "project.openshift.io/v1";

    private final Router router;

    Projects(Router router) {
        this.router = router;
    }

    ApiResponse handle(ApiRequest request) {
        if (request.flag("watch")) {
            throw ApiError.methodNotAllowed();
        }
        ApiRequest asked = asNamespace(request);
        ApiResponse answer = router.route(asked).endpoint().handle(asked);
        ObjectNode body = (ObjectNode) Json.read(answer.body(), "");
        body.path("items").forEach(Projects::rename);
        rename(body);
        return ApiResponse.json(answer.code(), body);
    }

    private static ApiRequest asNamespace(ApiRequest request) {
        ObjectNode body = (ObjectNode) request.json();
        body.remove("kind");
        body.remove("apiVersion");
        return new ApiRequest(
                request.user(),
                request.method(),
                request.path().replaceFirst(PREFIX + "(s|requests)", "/api/v1/namespaces"),
                request.params(),
                request.headers(),
                request.origin(),
                request.body().length() == 0 ? request.body() : Json.write(body));
    }

    private static void rename(JsonNode node) {
        String kind = node.path("kind").asText();
        if (node instanceof ObjectNode object && kind.startsWith("Namespace")) {
            object.put("kind", kind.replace("Namespace", "Project")).put("apiVersion", API_VERSION);
        }
    }
}
