package mtv.sandbox.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.Endpoint;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.apiserver.request.RequestAttributes;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.store.Meta;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** OpenShift's projects: namespaces by another name, of which everybody sees his own and may request more. */
public final class Projects {

    public static final String PREFIX = "/apis/project.openshift.io/v1/project";

    private static final String API_VERSION = "project.openshift.io/v1";

    private final Endpoint namespaces;
    private final Rbac rbac;
    private final Consumer<ObjectNode> planter;

    /**
     * @param namespaces answers what is asked of namespaces
     * @param planter creates what a requester gets with his project
     */
    public Projects(Endpoint namespaces, Rbac rbac, Consumer<ObjectNode> planter) {
        this.namespaces = namespaces;
        this.rbac = rbac;
        this.planter = planter;
    }

    public HttpAnswer handle(ApiRequest request) {
        if (request.flag("watch")) {
            throw ApiError.methodNotAllowed();
        }
        ApiRequest asked = asNamespace(request);
        HttpAnswer answer = namespaces.handle(asked);
        // the store's objects are nobody's to change
        ObjectNode body = ((ObjectNode) answer.body()).deepCopy();
        if (body.get("items") instanceof ArrayNode items) {
            items.removeIf(project -> !seenBy(request.caller(), Meta.name(project)));
            items.forEach(Projects::rename);
        } else if (answer.status() == 201 && request.param("dryRun").isEmpty()) {
            planter.accept(ownership(Meta.name(body), request.user()));
        }
        rename(body);
        return HttpAnswer.of(answer.status(), body);
    }

    private boolean seenBy(Caller caller, String name) {
        return rbac.allows(new RequestAttributes(caller, "get", "", "namespaces", name, name, ""));
    }

    /** Who requests a project is its admin. */
    private static ObjectNode ownership(String project, String user) {
        String group = "rbac.authorization.k8s.io";
        return Json.object(
                "kind", "RoleBinding",
                "apiVersion", group + "/v1",
                "metadata", Map.of("name", "admin", "namespace", project),
                "roleRef", Map.of("apiGroup", group, "kind", "ClusterRole", "name", "admin"),
                "subjects", List.of(Map.of("apiGroup", group, "kind", "User", "name", user)));
    }

    private static ApiRequest asNamespace(ApiRequest request) {
        ObjectNode body = request.object();
        body.remove("kind");
        body.remove("apiVersion");
        return new ApiRequest(
                request.caller(),
                request.method(),
                request.path().replaceFirst(PREFIX + "(s|requests)", "/api/v1/namespaces"),
                request.params(),
                request.headers(),
                request.origin(),
                request.body().length() == 0 ? request.body() : Json.write(body),
                Optional.empty());
    }

    private static void rename(JsonNode node) {
        String kind = node.path("kind").asText();
        if (node instanceof ObjectNode object && kind.startsWith("Namespace")) {
            object.put("kind", kind.replace("Namespace", "Project")).put("apiVersion", API_VERSION);
        }
    }
}
