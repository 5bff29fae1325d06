package mtv.sandbox.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.Endpoint;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.apiserver.request.RequestAttributes;
import mtv.sandbox.http.HttpAnswer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The resources that are questions: who am I, whose token is this, may I. They are answered and not stored. */
public final class AccessReviews {

    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";
    private static final String AUTHENTICATION = "/apis/authentication.k8s.io/v1/";
    private static final List<String> RULE =
            List.of("verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs");

    private final Tokens tokens;
    private final Rbac rbac;

    public AccessReviews(Tokens tokens, Rbac rbac) {
        this.tokens = tokens;
        this.rbac = rbac;
    }

    /** By method and path. */
    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "GET /apis/user.openshift.io/v1/users/~",
                AccessReviews::user,
                "POST " + AUTHORIZATION + "selfsubjectaccessreviews",
                request -> review(request, request.caller()),
                "POST " + AUTHORIZATION + "subjectaccessreviews",
                this::reviewNamed,
                "POST " + AUTHORIZATION + "selfsubjectrulesreviews",
                this::rules,
                "POST " + AUTHENTICATION + "selfsubjectreviews",
                AccessReviews::selfReview,
                "POST " + AUTHENTICATION + "tokenreviews",
                this::tokenReview);
    }

    /** Also of a {@code LocalSubjectAccessReview}. */
    public HttpAnswer reviewNamed(ApiRequest request) {
        return review(request, named(request));
    }

    private static HttpAnswer user(ApiRequest request) {
        return HttpAnswer.ok(Json.object(
                "kind",
                "User",
                "apiVersion",
                "user.openshift.io/v1",
                "metadata",
                Map.of("name", request.user()),
                "groups",
                request.caller().groups()));
    }

    private HttpAnswer review(ApiRequest request, Caller subject) {
        boolean allowed =
                rbac.allows(RequestAttributes.of(subject, request.object().path("spec")));
        return reviewed(request, Json.object("allowed", allowed));
    }

    /** The subject of a review for another user, who is only in the groups that the review names. */
    private static Caller named(ApiRequest request) {
        JsonNode spec = request.object().path("spec");
        List<String> groups =
                spec.path("groups").valueStream().map(JsonNode::asText).toList();
        if (spec.path("user").asText().isEmpty() && groups.isEmpty()) {
            throw ApiError.badRequest("spec.user: at least one of user or group must be specified");
        }
        return new Caller(spec.path("user").asText(), groups);
    }

    private HttpAnswer rules(ApiRequest request) {
        String namespace = request.object().path("spec").path("namespace").asText();
        Map<Boolean, List<ObjectNode>> rules = rbac.rules(request.caller(), namespace)
                .collect(Collectors.partitioningBy(
                        rule -> rule.has("resources"),
                        Collectors.mapping(rule -> ((ObjectNode) rule.deepCopy()).retain(RULE), Collectors.toList())));
        return reviewed(
                request,
                Json.object(
                        "resourceRules", rules.get(true),
                        "nonResourceRules", rules.get(false),
                        "incomplete", false));
    }

    private static HttpAnswer selfReview(ApiRequest request) {
        return reviewed(request, Json.object("userInfo", described(request.caller())));
    }

    private HttpAnswer tokenReview(ApiRequest request) {
        String token = request.object().path("spec").path("token").asText();
        return reviewed(
                request,
                tokens.callerOf(token)
                        .map(user -> Json.object("authenticated", true, "user", described(user)))
                        .orElseGet(() -> Json.object("authenticated", false, "error", "invalid bearer token")));
    }

    private static ObjectNode described(Caller caller) {
        return Json.object("username", caller.name(), "groups", caller.groups());
    }

    private static HttpAnswer reviewed(ApiRequest request, ObjectNode status) {
        return HttpAnswer.of(201, request.object().set("status", status));
    }
}
